package io.stopcause.notifier.route;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * While one incident is open, others are not told, as in Prometheus Alertmanager.
 *
 * @param sourceMatchers of the one that is told
 * @param targetMatchers of those that are not
 * @param equal labels that both must share
 */
public record InhibitRuleConfig(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> sourceMatchers,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> targetMatchers,

        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> equal) {

    public InhibitRuleConfig {
        sourceMatchers = List.copyOf(sourceMatchers);
        targetMatchers = List.copyOf(targetMatchers);
        equal = List.copyOf(equal);
    }

    /** All that is wrong with it, paths relative to it. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        matchers("sourceMatchers", sourceMatchers, problems);
        matchers("targetMatchers", targetMatchers, problems);
        for (int i = 0; i < equal.size(); i++) {
            if (!Labels.NAMES.contains(equal.get(i))) {
                problems.add(
                        new ConfigProblem("equal[" + i + "]", Nearest.unknown("label", equal.get(i), Labels.NAMES)));
            }
        }
        return problems;
    }

    private static void matchers(String field, List<String> texts, List<ConfigProblem> problems) {
        if (texts.isEmpty()) {
            problems.add(new ConfigProblem(field, "is empty; name at least one matcher"));
        }
        for (int i = 0; i < texts.size(); i++) {
            try {
                Matcher.parse(texts.get(i));
            } catch (Matcher.SyntaxException e) {
                problems.add(new ConfigProblem(field + "[" + i + "]", e.problem()));
            }
        }
    }
}
