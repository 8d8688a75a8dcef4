package io.stopcause.console.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import io.stopcause.console.postmortem.PostMortem;
import java.util.Map;

/** Renders HTML. Safe for use by several threads. */
public final class Pages {

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Stylesheet style = Stylesheet.shipped();

    /** One self-contained file; ends with a line break. */
    public String postMortem(PostMortem doc) {
        return render("postmortem.jte", Map.of("doc", doc, "shell", Shell.ofDocument(doc.title(), style)));
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
