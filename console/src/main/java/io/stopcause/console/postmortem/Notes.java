package io.stopcause.console.postmortem;

import java.util.ArrayList;
import java.util.List;

/**
 * What people add to a document: named fields, empty until somebody fills them.
 *
 * @param fields in order
 */
public record Notes(List<Field> fields) {

    /** Nothing written yet. */
    public static final Notes EMPTY = new Notes(
            List.of(new Field("Contributing factors", ""), new Field("Decisions", ""), new Field("Actions", "")));

    private static final String HEADING = "## ";

    public Notes {
        fields = List.copyOf(fields);
    }

    /** One field; its text may be empty, and may have several lines. */
    public record Field(String name, String text) {}

    /** Reads them back from {@link #text}, whatever people made of it; what stands before the first heading is for them. */
    public static Notes of(String text) {
        List<Field> fields = new ArrayList<>();
        String name = "";
        StringBuilder body = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (line.startsWith(HEADING)) {
                add(fields, name, body);
                name = line.substring(HEADING.length()).strip();
                body.setLength(0);
            } else {
                body.append(line).append('\n');
            }
        }
        add(fields, name, body);
        return fields.isEmpty() ? EMPTY : new Notes(fields);
    }

    private static void add(List<Field> fields, String name, StringBuilder body) {
        if (!name.isEmpty()) {
            fields.add(new Field(name, body.toString().strip()));
        }
    }

    /** As a file for people to write in; ends with a line break. */
    public String text() {
        StringBuilder text =
                new StringBuilder("# Notes for the post-mortem\n\nWritten by people. A further run keeps this"
                        + " file, and puts what stands here into the document.\n");
        fields.forEach(field -> text.append("\n")
                .append(HEADING)
                .append(field.name())
                .append("\n\n")
                .append(field.text().isEmpty() ? "" : field.text() + "\n"));
        return text.toString();
    }
}
