package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.stopcause.model.Surface;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a cause shows: by texts or by an event. The components mirror the file.
 *
 * @param on surfaces; all when left out
 * @param text regular expressions (RE2, case-insensitive, unanchored; "could not" matches "couldn't" too), any of
 *     which must match
 * @param all further expressions, all of which must match
 * @param unless expressions, none of which may match
 * @param unlike ids of harmless contexts, none of whose lines may match; a rule set puts them into {@code unless}
 * @param event an EventBridge event pattern on the whole envelope, instead of texts
 * @param blind a blind spot such as {@code log-configuration-missing}, instead of texts: the task failed, nothing tells
 *     why, and this is what kept us from seeing more
 * @param ended causes of which tasks ended, {@code failed} for any that is no normal end, instead of texts; counted
 * @param count the entry has to match several times
 * @param sequence others have to follow
 * @param absence the detection stands only if nothing follows that takes it back
 * @param confidence from 0 to 1: how sure this alone makes
 * @param fatal for logs: the process cannot live on after this line
 * @param passing named {@code transient} in files: a retry may cure it
 * @param alternatives causes that it also allows, the likeliest first
 */
@JsonPropertyOrder({
    "on",
    "text",
    "all",
    "unless",
    "unlike",
    "event",
    "blind",
    "ended",
    "count",
    "sequence",
    "absence",
    "confidence",
    "fatal",
    "transient",
    "alternatives"
})
public record Match(
        Set<Surface> on,
        List<String> text,
        List<String> all,
        List<String> unless,
        List<String> unlike,
        JsonNode event,
        Optional<String> blind,
        List<String> ended,
        Optional<Count> count,
        Optional<Sequence> sequence,
        Optional<Absence> absence,
        @JsonProperty(required = true) double confidence,
        boolean fatal,
        @JsonProperty("transient") boolean passing,
        List<String> alternatives) {

    public Match {
        on = surfaces(on);
        text = Contractions.all(Lists.copy(text));
        all = Contractions.all(Lists.copy(all));
        unless = Contractions.all(Lists.copy(unless));
        unlike = Lists.copy(unlike);
        event = event == null ? MissingNode.getInstance() : event;
        blind = blind == null ? Optional.empty() : blind;
        ended = Lists.copy(ended);
        count = count == null ? Optional.empty() : count;
        sequence = sequence == null ? Optional.empty() : sequence;
        absence = absence == null ? Optional.empty() : absence;
        alternatives = Lists.copy(alternatives);
    }

    /** The same without {@link #unlike}, for these expressions stand in its place. */
    Match resolved(List<String> contexts) {
        List<String> exceptions =
                Stream.concat(unless.stream(), contexts.stream()).toList();
        return new Match(
                on,
                text,
                all,
                exceptions,
                List.of(),
                event,
                blind,
                ended,
                count,
                sequence,
                absence,
                confidence,
                fatal,
                passing,
                alternatives);
    }

    /** In {@link #ended}: any cause that is no normal end. */
    public static final String FAILED = "failed";

    /** Whether a single event makes the detection. */
    public boolean isDirect() {
        return count.isEmpty() && sequence.isEmpty() && absence.isEmpty();
    }

    /** What its events have in common, if it takes more than one. */
    public Optional<By> by() {
        By usual = text.isEmpty() ? By.RESOURCE : By.CONTAINER;
        return count.map(Count::by)
                .or(() -> sequence.map(Sequence::by))
                .or(() -> absence.map(waiting -> waiting.by().orElse(usual)));
    }

    /** What it waits for beside its own event: the next ones of a sequence, or the one that must stay away. */
    public List<Step> further() {
        return sequence.map(Sequence::then)
                .or(() -> absence.map(waiting -> List.of(new Step(waiting.text(), List.of(), waiting.of()))))
                .orElse(List.of());
    }

    private static Set<Surface> surfaces(@Nullable Set<Surface> on) {
        return on == null || on.isEmpty() ? EnumSet.allOf(Surface.class) : EnumSet.copyOf(on);
    }
}
