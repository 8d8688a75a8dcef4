package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Surface;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A kind of line that mentions failures without being one, or a text that says a failure is over.
 *
 * @param overrides whether it takes the place of the context of this id that comes with stopcause
 * @param named whether it counts only for the entries that name it under {@code unlike}
 * @param on surfaces; the two logs when left out
 * @param line expressions; a line that matches one is not judged
 * @param unless expressions; a line that matches one is judged all the same
 * @param trace whether the stack trace below such a line is part of it
 * @param cure expressions; a line that matches one voids the transient detections in it and above it
 */
public record HarmlessRule(
        @JsonProperty(required = true) String id,
        boolean overrides,
        @JsonProperty(required = true) String title,
        boolean named,
        Set<Surface> on,
        List<String> line,
        List<String> unless,
        boolean trace,
        List<String> cure,
        List<RuleTest> tests) {

    public HarmlessRule {
        on = on == null || on.isEmpty() ? EnumSet.of(Surface.APP_LOG, Surface.AGENT_LOG) : EnumSet.copyOf(on);
        line = Contractions.all(Lists.copy(line));
        unless = Contractions.all(Lists.copy(unless));
        cure = Contractions.all(Lists.copy(cure));
        tests = Lists.copy(tests);
    }

    /** The same with other expressions. */
    public HarmlessRule with(List<String> lines, List<String> exceptions, List<String> cures) {
        return new HarmlessRule(id, overrides, title, named, on, lines, exceptions, trace, cures, tests);
    }

    /** The same with other tests. */
    HarmlessRule withTests(List<RuleTest> others) {
        return new HarmlessRule(id, overrides, title, named, on, line, unless, trace, cure, others);
    }
}
