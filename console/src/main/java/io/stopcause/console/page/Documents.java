package io.stopcause.console.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.model.Json;

/**
 * Writes a post-mortem in each of its formats. The same view gives the same text, to the byte in UTF-8. Safe for use by
 * several threads.
 */
public final class Documents {

    private final Pages pages = new Pages();

    /** One self-contained file that opens from disk, asks no network for anything, and prints. */
    public String html(PostMortem doc) {
        return pages.postMortem(doc);
    }

    /** The same for a report of tables. */
    public String html(TablesView view) {
        return pages.tables(view);
    }

    /** For a wiki. */
    public String markdown(PostMortem doc) {
        return new MarkdownDocument().write(doc);
    }

    /** For machines: the whole view, indented; log text is as it was written. */
    public String json(PostMortem doc) {
        try {
            return VisibleText.encodable(
                    Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(doc) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the post-mortem as JSON", e);
        }
    }
}
