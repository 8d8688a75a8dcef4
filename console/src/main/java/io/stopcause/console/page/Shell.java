package io.stopcause.console.page;

import java.util.List;
import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param title of the window
 * @param css carried inside the page
 * @param policy the content security policy
 * @param script carried inside the page
 * @param scripts addresses of scripts, on the live pages only
 */
public record Shell(String title, String css, String policy, Optional<String> script, List<String> scripts) {

    private static final String STRICT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src ";

    public Shell {
        scripts = List.copyOf(scripts);
    }

    /** A file that stands for itself: no script, no request to anywhere. */
    static Shell ofDocument(String title, Resource style) {
        return new Shell(title, style.text(), STRICT + style.source(), Optional.empty(), List.of());
    }

    /** The same with the one script that it carries. */
    static Shell ofDocument(String title, Resource style, Resource script) {
        return new Shell(
                title,
                style.text(),
                STRICT + style.source() + "; script-src " + script.source(),
                Optional.of(script.text()),
                List.of());
    }

    /** A page of the live server, with its own scripts and nothing from elsewhere. */
    static Shell ofLivePage(String title, Resource style, List<String> scripts) {
        String policy = STRICT.replace("form-action 'none'", "form-action 'self'") + style.source()
                + "; script-src 'self'; connect-src 'self'";
        return new Shell(title, style.text(), policy, Optional.empty(), scripts);
    }
}
