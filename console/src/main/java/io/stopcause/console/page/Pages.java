package io.stopcause.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import io.stopcause.console.postmortem.Clip;
import io.stopcause.console.postmortem.IncidentPage;
import io.stopcause.console.postmortem.PostMortem;
import java.util.List;
import java.util.Map;

/** Renders HTML. Safe for use by several threads. */
public final class Pages {

    private static final String SCRIPT = "/live.js";
    private static final String CLOSER = "/timeline.js";

    /** Where the script hears that something has changed. */
    public static final String EVENTS = "/events";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Resource style = Resource.of("page.css");
    private final Resource closer = Resource.of("timeline.js");

    /** One self-contained file; ends with a line break. */
    public String postMortem(PostMortem doc) {
        return render("postmortem.jte", Map.of("doc", doc, "shell", Shell.ofDocument(doc.title(), style, closer)));
    }

    /** A report of tables as one self-contained file; ends with a line break. */
    public String tables(TablesView view) {
        return render("tables.jte", Map.of("view", view, "shell", Shell.ofDocument(view.title(), style)));
    }

    /** The live page's front. */
    public String board(BoardView board) {
        String title =
                board.state().open() == 0 ? "stopcause" : "(" + board.state().open() + ") stopcause";
        return render("board.jte", Map.of("board", board, "shell", live(title)));
    }

    /** A report of tables among the live pages. */
    public String liveTables(String here, TablesView view) {
        return render("livetables.jte", Map.of("here", here, "view", view, "shell", live(here)));
    }

    /** One incident, live. */
    public String incident(IncidentPage page, ActingView acting) {
        String title = Clip.title(page.view().incident().headline().title());
        return render("incidentpage.jte", Map.of("page", page, "acting", acting, "shell", live(title)));
    }

    /** A page that only says something. */
    public String message(String title, String words) {
        return render("message.jte", Map.of("title", title, "words", words, "shell", live(title)));
    }

    /** The content security policy of the live pages, for their header. */
    public String livePolicy() {
        return live("").policy() + "; frame-ancestors 'none'";
    }

    /** The scripts of the live pages, by their addresses. */
    public Map<String, String> scripts() {
        return Map.of(SCRIPT, Resource.of("live.js").text(), CLOSER, closer.text());
    }

    private Shell live(String title) {
        return Shell.ofLivePage(title, style, List.of(CLOSER, SCRIPT));
    }

    private String render(String template, Map<String, Object> params) {
        VisibleOutput output = new VisibleOutput();
        engine.render(template, params, output);
        return output.toString();
    }

    /** Templates hold no acting characters themselves, so what is found comes from outside. */
    private static final class VisibleOutput implements TemplateOutput {

        private final StringBuilder html = new StringBuilder(1 << 16);

        @Override
        public void writeContent(String value) {
            html.append(VisibleText.of(value));
        }

        @Override
        public void writeContent(String value, int beginIndex, int endIndex) {
            html.append(VisibleText.of(value.substring(beginIndex, endIndex)));
        }

        @Override
        public String toString() {
            return html.toString();
        }
    }
}
