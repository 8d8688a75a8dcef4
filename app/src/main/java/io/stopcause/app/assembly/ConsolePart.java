package io.stopcause.app.assembly;

import io.stopcause.app.config.StopcauseConfig;
import io.stopcause.app.rules.Tries;
import io.stopcause.console.live.BoardLoop;
import io.stopcause.console.live.ConsoleConfig;
import io.stopcause.console.live.IncidentBoard;
import io.stopcause.console.live.LivePage;
import io.stopcause.notifier.KafkaOrders;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live page. */
final class ConsolePart implements Part {

    private final BoardLoop loop;
    private final LivePage page;
    private final KafkaOrders orders;

    ConsolePart(StopcauseConfig config, Map<String, Object> client, Surroundings surroundings) {
        IncidentBoard board = new IncidentBoard();
        this.loop = BoardLoop.of(board, client);
        this.orders = KafkaOrders.of(client, surroundings.clock());
        try {
            PageWishes wishes = new PageWishes(
                    orders,
                    new Corpus(config.data().resolve("corpus").resolve("corrections.jsonl")),
                    surroundings.clock());
            this.page = LivePage.start(config.console(), board, loop, token(config.console(), surroundings), wishes);
        } catch (RuntimeException e) {
            orders.close();
            throw e;
        }
        loop.start();
        Thread counting =
                new Thread(() -> board.ledger().tries(Tries.of(config.rules().load())), "console-rules");
        counting.setDaemon(true); // nobody waits for it
        counting.start();
    }

    /** Whoever configured one has been told at the start if it is not there. */
    private static Optional<String> token(ConsoleConfig config, Surroundings surroundings) {
        return config.token().isEmpty() && config.tokenFile().isEmpty()
                ? Optional.empty()
                : Optional.of(surroundings
                        .secrets()
                        .find("token", config.token().map(token -> new SecretText(token.text())), config.tokenFile())
                        .required());
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
        orders.close();
    }
}
