package io.stopcause.console.live;

import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.model.Incident;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What people do on the page. A form counts only if the page itself has sent it and whoever sends it is admitted. */
final class Actions {

    /** How long a silence may be, by the word in the form. */
    static final Map<String, Duration> LENGTHS =
            Map.of("1h", Duration.ofHours(1), "4h", Duration.ofHours(4), "1d", Duration.ofDays(1));

    private static final int MOST_LETTERS = 500;

    private final Wishes wishes;
    private final Admission admission;
    private final String secret;

    /** @param secret in every form of the page, and unknown to any other site */
    Actions(Wishes wishes, Admission admission, String secret) {
        this.wishes = wishes;
        this.admission = admission;
        this.secret = secret;
    }

    Wishes wishes() {
        return wishes;
    }

    Admission admission() {
        return admission;
    }

    String secret() {
        return secret;
    }

    /** What the visitor was told, or why nothing was done. */
    sealed interface Outcome {

        record Done(String words) implements Outcome {}

        record Refused(int status, String title, String words) implements Outcome {}
    }

    Outcome act(Incident incident, String what, Request request) {
        Optional<Admission.Admitted> admitted = admission.of(request.visitor());
        if (admitted.isEmpty()) {
            return new Outcome.Refused(401, "You may read only", "Sign in with the token of this page to do more.");
        }
        if (!isOurs(request)) {
            return new Outcome.Refused(
                    403, "Not from this page", "The form is old or comes from elsewhere: load the page again.");
        }
        String author = cut(admitted.get().name().orElseGet(() -> request.param("author")));
        if (author.isEmpty()) {
            return new Outcome.Refused(400, "Who are you?", "Give your name, so that others know whom to ask.");
        }
        try {
            return wish(incident, what, author, request);
        } catch (Wishes.RefusedException e) {
            return new Outcome.Refused(503, "That did not work", String.valueOf(e.getMessage()));
        }
    }

    private Outcome wish(Incident incident, String what, String author, Request request) {
        String reason = cut(request.param("reason"));
        switch (what) {
            case "acknowledge" -> {
                if (incident.isResolved()) {
                    return new Outcome.Refused(409, "It is over", "There is nothing to acknowledge any more.");
                }
                wishes.acknowledge(incident, author, reason);
            }
            case "silence" -> {
                Optional<Duration> length = Optional.ofNullable(LENGTHS.get(request.param("length")));
                if (length.isEmpty()) {
                    return new Outcome.Refused(400, "How long?", "Give one of 1h, 4h and 1d.");
                }
                wishes.silence(incident, length.get(), author, reason);
            }
            case "correct" -> {
                Optional<String> cause =
                        Optional.of(cut(request.param("cause"))).filter(text -> !text.isEmpty());
                if (cause.filter(name -> !wishes.causes().contains(name)).isPresent()) {
                    return new Outcome.Refused(400, "No such cause", "There is no cause '" + cause.get() + "'.");
                }
                wishes.correct(incident, cause, author);
            }
            default -> {
                return new Outcome.Refused(404, "Nothing here", "There is no such thing to do.");
            }
        }
        return new Outcome.Done("/incidents/" + IncidentView.key(incident));
    }

    private boolean isOurs(Request request) {
        Visitor visitor = request.visitor();
        boolean sameSite = visitor.header("sec-fetch-site")
                .map(site -> site.equals("same-origin"))
                .orElse(true);
        boolean sameOrigin = visitor.header("origin")
                .map(origin -> isOrigin(origin, visitor.header("host").orElse("")))
                .orElse(true);
        boolean known = MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8), request.param("form").getBytes(StandardCharsets.UTF_8));
        return sameSite && sameOrigin && known;
    }

    private static boolean isOrigin(String origin, String host) {
        try {
            return host.equalsIgnoreCase(String.valueOf(URI.create(origin).getRawAuthority()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() <= MOST_LETTERS ? line : line.substring(0, MOST_LETTERS);
    }
}
