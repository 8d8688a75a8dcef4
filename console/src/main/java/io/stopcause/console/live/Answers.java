package io.stopcause.console.live;

import io.stopcause.console.page.ActingView;
import io.stopcause.console.page.BoardFilter;
import io.stopcause.console.page.BoardView;
import io.stopcause.console.page.Pages;
import io.stopcause.console.page.TablesView;
import io.stopcause.console.postmortem.IncidentPage;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Incident;
import io.stopcause.model.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the live page answers to each request, and with which headers. Does no I/O. */
final class Answers {

    private static final String INCIDENT = "/incidents/";

    private final Pages pages = new Pages();
    private final Map<String, String> scripts = pages.scripts();
    private final IncidentBoard board;
    private final Supplier<List<String>> check;
    private final String run;
    private final Actions actions;
    private final InstantSource clock;
    private final Optional<Duration> keep;
    private volatile Optional<String> fault = Optional.empty();

    /**
     * Answers of one server.
     *
     * @param run differs from one start of the server to the next
     * @param clock for how long ago something was, and for nothing else
     * @param keep how long what is resolved is shown
     */
    Answers(
            IncidentBoard board,
            Supplier<List<String>> check,
            String run,
            Actions actions,
            InstantSource clock,
            Optional<Duration> keep) {
        this.board = board;
        this.check = check;
        this.run = run;
        this.actions = actions;
        this.clock = clock;
        this.keep = keep;
    }

    List<String> problems() {
        return Stream.concat(check.get().stream(), fault.stream()).toList();
    }

    /** Changes with everything that a page may show. */
    String tag() {
        return run + "-" + board.snapshot().version() + "-" + board.ledger().version() + "-"
                + Integer.toHexString(problems().hashCode());
    }

    Response to(Request request) {
        if (request.isPost() && request.path().startsWith(INCIDENT)) {
            return act(request);
        }
        if (!request.isRead()) {
            return message(405, "This page can be read only", "It answers GET and HEAD.");
        }
        return switch (request.path()) {
            case "/" -> unlessKnown(request, now -> front(now, request));
            case "/services" -> unlessKnown(request, now -> tables("Services", ServicesView.of(now)));
            case "/rules" ->
                unlessKnown(
                        request,
                        now -> tables("Rules", RulesView.of(now, board.ledger().tries())));
            case "/pipeline" ->
                unlessKnown(
                        request,
                        now -> tables(
                                "Pipeline", PipelineView.of(board.ledger().pipeline(), problems(), clock.instant())));
            case "/sign-in" -> signIn(request);
            case "/health" -> health();
            case "/api/incidents" -> unlessKnown(request, this::incidents);
            default ->
                request.path().startsWith(INCIDENT)
                        ? unlessKnown(request, now -> incident(now, request))
                        : Optional.ofNullable(scripts.get(request.path()))
                                .map(script -> Response.of(200, Response.SCRIPT, script))
                                .orElseGet(() -> message(404, "Nothing here", "There is no page of that address."));
        };
    }

    private Response signIn(Request request) {
        return actions.admission().of(request.visitor()).isPresent()
                ? Response.seeOther("/")
                : message(401, "You may read only", "Sign in with your name and the token of this page.");
    }

    private Response act(Request request) {
        String[] path = request.path().substring(INCIDENT.length()).split("/", 2);
        Optional<Incident> incident = find(board.snapshot(), path[0]);
        if (incident.isEmpty() || path.length < 2) {
            return message(404, "No such incident", "It may have been forgotten, or never was.");
        }
        Actions.Outcome outcome = actions.act(incident.get(), path[1], request);
        return outcome instanceof Actions.Outcome.Refused refused
                ? message(refused.status(), refused.title(), refused.words())
                : Response.seeOther(((Actions.Outcome.Done) outcome).words());
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
        // not "no-referrer": a browser would then call the origin of a form of this page "null"
        headers.put("Referrer-Policy", "same-origin");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
        response.tag().ifPresent(tag -> headers.put("ETag", tag));
        if (response.status() == 405) {
            headers.put("Allow", "GET, HEAD");
        }
        if (response.status() == 401 && actions.admission().token().isPresent()) {
            headers.put("WWW-Authenticate", "Basic realm=\"stopcause\", charset=\"UTF-8\"");
        }
        response.location().ifPresent(place -> headers.put("Location", place));
        return headers;
    }

    /** What is shown depends on what is known, on what was asked, and on what the visitor may do. */
    private Response unlessKnown(Request request, Page page) {
        IncidentBoard.Snapshot all = board.snapshot();
        String tag = "\"" + tag() + "-"
                + Integer.toHexString(
                        Objects.hash(request.params(), actions.admission().of(request.visitor())))
                + "\"";
        if (request.known().filter(tag::equals).isPresent()) {
            return Response.unchanged(tag);
        }
        return page.of(keep.map(length -> all.since(clock.instant().minus(length)))
                        .orElse(all))
                .tagged(tag);
    }

    /** Writes one page from what is known. */
    private interface Page {
        Response of(IncidentBoard.Snapshot now);
    }

    private Response front(IncidentBoard.Snapshot now, Request request) {
        BoardFilter filter = new BoardFilter(
                request.param("q"), request.param("severity"), request.param("state"), page(request.param("page")));
        BoardView view = BoardView.of(now.incidents(), now.findings(), problems(), filter);
        return Response.of(200, Response.HTML, pages.board(view));
    }

    private static int page(String number) {
        return number.matches("\\d{1,4}") ? Math.max(1, Integer.parseInt(number)) : 1;
    }

    private Response tables(String here, TablesView view) {
        return Response.of(200, Response.HTML, pages.liveTables(here, view));
    }

    private Response incidents(IncidentBoard.Snapshot now) {
        return Response.of(200, Response.JSON, Json.write(now.incidents()));
    }

    private static Optional<Incident> find(IncidentBoard.Snapshot now, String key) {
        return now.incidents().stream()
                .filter(incident -> IncidentView.key(incident).equals(key))
                .findFirst();
    }

    private Response incident(IncidentBoard.Snapshot now, Request request) {
        return find(now, request.path().substring(INCIDENT.length()))
                .map(incident -> Response.of(
                        200,
                        Response.HTML,
                        pages.incident(
                                IncidentPage.of(
                                        incident,
                                        now.histories(),
                                        board.ledger().told(incident.id())),
                                acting(incident, request))))
                .orElseGet(() -> message(404, "No such incident", "It may have been forgotten, or never was."));
    }

    private ActingView acting(Incident incident, Request request) {
        Optional<Admission.Admitted> admitted = actions.admission().of(request.visitor());
        List<ActingView.Line> notes = board.ledger().notes(incident.id()).stream()
                .map(note -> new ActingView.Line(note.time(), note.text()))
                .toList();
        return new ActingView(
                notes,
                board.ledger().acknowledged(incident.id()).isPresent(),
                admitted.map(who -> new ActingView.Form(
                        actions.secret(), who.name(), actions.wishes().causes())),
                actions.admission().token().isPresent());
    }

    private Response health() {
        List<String> problems = problems();
        return Response.of(problems.isEmpty() ? 200 : 503, Response.JSON, Json.write(Map.of("problems", problems)));
    }

    private Response message(int status, String title, String words) {
        return Response.of(status, Response.HTML, pages.message(title, words));
    }
}
