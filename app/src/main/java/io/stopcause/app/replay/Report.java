package io.stopcause.app.replay;

import io.stopcause.console.page.Documents;
import io.stopcause.console.postmortem.Accounting;
import io.stopcause.console.postmortem.Notes;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.console.postmortem.Told;
import io.stopcause.console.postmortem.Words;
import io.stopcause.ingest.Accounting.Kind;
import io.stopcause.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A replay in the forms in which it is kept. */
public final class Report {

    /** A form. */
    public enum Format {
        TEXT,
        JSON,
        HTML,
        MD
    }

    private static final String NOTES = "notes.md";

    private final Replay replay;
    private final List<Told> told;
    private final Documents documents = new Documents();

    /** Of a replay during which nobody was told anything. */
    public Report(Replay replay) {
        this(replay, List.of());
    }

    /** @param told what people heard, or would have heard, meanwhile */
    public Report(Replay replay, List<Told> told) {
        this.replay = replay;
        this.told = List.copyOf(told);
    }

    private PostMortem postMortem(Notes notes) {
        return PostMortem.of(new PostMortem.Input(
                title(replay),
                replay.ruleSet(),
                new PostMortem.Found(
                        replay.analysis().incidents(),
                        replay.analysis().findings(),
                        replay.analysis().histories(),
                        replay.rates()),
                accounting(replay.accounting(), replay.outside()),
                new PostMortem.People(told, notes)));
    }

    private static String title(Replay replay) {
        return replay.analysis().incidents().stream()
                .map(incident -> incident.life().firstSeen())
                .min(java.util.Comparator.naturalOrder())
                .or(() -> replay.used().map(Span::first))
                .map(time -> "Post-mortem of " + Words.date(time))
                .orElse("Post-mortem");
    }

    private static Accounting accounting(io.stopcause.ingest.Accounting read, long outside) {
        SortedMap<String, Long> kinds = new TreeMap<>();
        kinds.put("events", read.count(Kind.EVENTS));
        kinds.put("log lines", read.count(Kind.LINES));
        kinds.put("answers", read.count(Kind.ANSWERS));
        if (outside > 0) {
            kinds.put("outside the time asked for", outside);
        }
        return new Accounting(
                kinds,
                read.count(Kind.DUPLICATE),
                read.count(Kind.DEAD),
                read.deadLetters().stream()
                        .map(letter -> new Accounting.Unreadable(letter.place(), letter.reason()))
                        .limit(Accounting.MOST_PLACES)
                        .toList(),
                read.hash(),
                List.copyOf(read.completeness().values()));
    }

    /** The incidents, one JSON object a line. */
    public String incidents() {
        return lines(replay.analysis().incidents());
    }

    private static String lines(Collection<?> values) {
        return values.stream().map(value -> Json.write(value) + "\n").collect(Collectors.joining());
    }

    public String html() {
        return documents.html(postMortem(Notes.EMPTY));
    }

    public String markdown() {
        return documents.markdown(postMortem(Notes.EMPTY));
    }

    /**
     * Writes the files of the formats into a directory, which is made where it does not exist.
     *
     * @return what was written
     * @throws IOException if a file cannot be written
     */
    public List<Path> write(Path directory, Set<Format> formats) throws IOException {
        Files.createDirectories(directory);
        PostMortem document = postMortem(notes(directory, formats));
        List<Path> written = new ArrayList<>();
        if (formats.contains(Format.JSON)) {
            written.add(Files.writeString(directory.resolve("incidents.jsonl"), incidents()));
            written.add(Files.writeString(
                    directory.resolve("findings.jsonl"), lines(replay.analysis().findings())));
            written.add(Files.writeString(directory.resolve("postmortem.json"), documents.json(document)));
        }
        if (formats.contains(Format.HTML)) {
            written.add(Files.writeString(directory.resolve("postmortem.html"), documents.html(document)));
        }
        if (formats.contains(Format.MD)) {
            written.add(Files.writeString(directory.resolve("postmortem.md"), documents.markdown(document)));
        }
        return written;
    }

    /** What people have written is kept; where they have not begun, a file with empty fields awaits them. */
    private static Notes notes(Path directory, Set<Format> formats) throws IOException {
        Path file = directory.resolve(NOTES);
        if (Files.exists(file)) {
            return Notes.of(Files.readString(file));
        }
        if (formats.contains(Format.HTML) || formats.contains(Format.MD)) {
            Files.writeString(file, Notes.EMPTY.text());
        }
        return Notes.EMPTY;
    }
}
