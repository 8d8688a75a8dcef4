package io.stopcause.console.page;

import java.util.Optional;

/**
 * What surrounds every page.
 *
 * @param title of the window
 * @param css carried inside the page
 * @param policy the content security policy
 * @param script address of the one script, on the live page only
 */
public record Shell(String title, String css, String policy, Optional<String> script) {

    private static final String STRICT =
            "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src ";

    /** A file that stands for itself: no script, no request to anywhere. */
    static Shell ofDocument(String title, Stylesheet style) {
        return new Shell(title, style.css(), STRICT + style.source(), Optional.empty());
    }

    /** A page of the live server, with its own script and nothing from elsewhere. */
    static Shell ofLivePage(String title, Stylesheet style, String script) {
        String policy = STRICT.replace("form-action 'none'", "form-action 'self'") + style.source()
                + "; script-src 'self'; connect-src 'self'";
        return new Shell(title, style.css(), policy, Optional.of(script));
    }
}
