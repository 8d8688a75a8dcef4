package io.stopcause.app.assembly;

import io.stopcause.console.live.BoardLoop;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.console.live.IncidentBoard;
import io.stopcause.console.live.LivePage;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live page. */
final class ConsolePart implements Part {

    private final BoardLoop loop;
    private final LivePage page;

    ConsolePart(ConsoleConfig config, Map<String, Object> client) {
        IncidentBoard board = new IncidentBoard();
        this.loop = BoardLoop.of(board, client);
        this.page = LivePage.start(config, board, loop);
        loop.start();
    }

    URI address() {
        return page.address();
    }

    @Override
    public String name() {
        return "live page";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of(address().toString());
    }

    @Override
    public List<String> check() {
        return page.check();
    }

    @Override
    public Optional<String> failure() {
        return Optional.empty();
    }

    @Override
    public void close() {
        page.close();
        loop.close();
    }
}
