package io.stopcause.console.live;

import io.stopcause.console.page.BoardView;
import io.stopcause.console.page.Pages;
import io.stopcause.console.postmortem.IncidentPage;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the live page answers to each request, and with which headers. Does no I/O. */
final class Answers {

    private static final String INCIDENT = "/incidents/";

    private final Pages pages = new Pages();
    private final String script = Pages.script();
    private final IncidentBoard board;
    private final Supplier<List<String>> check;
    private final String run;
    private volatile Optional<String> fault = Optional.empty();

    /** @param run differs from one start of the server to the next */
    Answers(IncidentBoard board, Supplier<List<String>> check, String run) {
        this.board = board;
        this.check = check;
        this.run = run;
    }

    List<String> problems() {
        return Stream.concat(check.get().stream(), fault.stream()).toList();
    }

    Response to(Request request) {
        if (!request.isRead()) {
            return message(405, "This page can be read only", "It answers GET and HEAD.");
        }
        return switch (request.path()) {
            case "/" -> unlessKnown(request, this::front);
            case "/health" -> health();
            case "/api/incidents" -> unlessKnown(request, this::incidents);
            case Pages.SCRIPT -> Response.of(200, Response.SCRIPT, script);
            default ->
                request.path().startsWith(INCIDENT)
                        ? unlessKnown(
                                request, now -> incident(now, request.path().substring(INCIDENT.length())))
                        : message(404, "Nothing here", "There is no page of that address.");
        };
    }

    Response toFault(Request request, RuntimeException cause) {
        fault = Optional.of("cannot show " + request.path() + ": " + cause);
        return message(500, "This page cannot be shown", "It is a fault of stopcause: " + cause);
    }

    Response toForeignHost() {
        return message(
                403,
                "Not by this name",
                "The page answers to localhost and to the names listed under console.hosts in the configuration.");
    }

    /** Every answer carries these: nothing may frame it, guess its type, keep it or learn where a link came from. */
    Map<String, String> headers(Response response) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", response.type());
        headers.put("Content-Security-Policy", pages.livePolicy());
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
        response.tag().ifPresent(tag -> headers.put("ETag", tag));
        if (response.status() == 405) {
            headers.put("Allow", "GET, HEAD");
        }
        return headers;
    }

    /** What is shown depends on the board and on the problems alone, so both make the tag. */
    private Response unlessKnown(Request request, Page page) {
        IncidentBoard.Snapshot now = board.snapshot();
        String tag = "\"" + run + "-" + now.version() + "-"
                + Integer.toHexString(problems().hashCode()) + "\"";
        if (request.known().filter(tag::equals).isPresent()) {
            return Response.unchanged(tag);
        }
        return page.of(now).tagged(tag);
    }

    /** Writes one page from what is known. */
    private interface Page {
        Response of(IncidentBoard.Snapshot now);
    }

    private Response front(IncidentBoard.Snapshot now) {
        BoardView view = BoardView.of(now.incidents(), now.findings(), problems());
        return Response.of(200, Response.HTML, pages.board(view));
    }

    private Response incidents(IncidentBoard.Snapshot now) {
        return Response.of(200, Response.JSON, Json.write(now.incidents()));
    }

    private Response incident(IncidentBoard.Snapshot now, String key) {
        Optional<Incident> found = now.incidents().stream()
                .filter(incident -> IncidentView.key(incident).equals(key))
                .findFirst();
        return found.map(incident ->
                        Response.of(200, Response.HTML, pages.incident(IncidentPage.of(incident, now.histories()))))
                .orElseGet(() -> message(404, "No such incident", "It may have been forgotten, or never was."));
    }

    private Response health() {
        List<String> problems = problems();
        return Response.of(problems.isEmpty() ? 200 : 503, Response.JSON, Json.write(Map.of("problems", problems)));
    }

    private Response message(int status, String title, String words) {
        return Response.of(status, Response.HTML, pages.message(title, words));
    }
}
