package io.stopcause.notifier.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.notifier.Incidents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTest {

    private static final Map<String, String> LABELS = Labels.of(Incidents.STORY);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "severity=critical; true",
                "severity!=critical; false",
                "cause=~arch-.*; true",
                "cause=~arch; false", // the whole value, as in Alertmanager
                "service!~\"api|web\"; true",
                "{cluster=\"web\", service=nginx}; true",
                "cluster=web,service=api; false",
                "family=\"\"; true", // a label that is not there is empty
                "service=\"a\\\"b\"; false",
            })
    void matchersReadAsInAlertmanager(String text, boolean matches) {
        assertThat(Matcher.parse(text)).allSatisfy(matcher -> assertThat(Matcher.parse(matcher.toString()))
                .hasToString("[" + matcher + "]"));
        assertThat(Matcher.parse(text).stream().allMatch(matcher -> matcher.matches(LABELS)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "severity; expected one of = != =~ !~ at column 9 but found the end",
                "severity=\"critical; expected a closing quote",
                "severity==critical; unknown operator '=='",
                "{severity=critical; expected '}'",
                "severity=\"a\" cause=b; expected ',' or the end at column 14",
                "{}; no matcher",
            })
    void aMistakeIsNamedWithItsColumn(String text, String message) {
        assertThatThrownBy(() -> Matcher.parse(text))
                .isInstanceOf(Matcher.SyntaxException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theFirstChildThatMatchesTakesItUnlessItSaysContinue() {
        RouteConfig root = new RouteConfig(
                Optional.of("default"),
                List.of(),
                false,
                List.of(
                        node("log", true, "account=~.*"),
                        node("web", false, "cluster=web"),
                        node("late", false, "severity=critical")),
                RouteOptions.INHERITED);

        assertThat(receivers(root))
                .containsExactly(Map.entry("log", "route account=~\".*\""), Map.entry("web", "route cluster=\"web\""));
        assertThat(root.receivers()).containsExactly("default", "late", "log", "web");
    }

    @Test
    void whereNoChildMatchesTheParentTakesItAndAChildWithoutAReceiverHasItsParents() {
        RouteConfig child = new RouteConfig(
                Optional.empty(),
                List.of("cluster=web"),
                false,
                List.of(node("api", false, "service=api")),
                RouteOptions.INHERITED);
        RouteConfig root =
                new RouteConfig(Optional.of("default"), List.of(), false, List.of(child), RouteOptions.INHERITED);

        assertThat(receivers(root)).containsExactly(Map.entry("default", "route cluster=\"web\""));
        assertThat(receivers(RouteConfig.to("all"))).containsExactly(Map.entry("all", "default route"));
    }

    private static Map<String, String> receivers(RouteConfig root) {
        Map<String, String> words = new LinkedHashMap<>();
        Route.of(root).taken(LABELS).forEach((receiver, node) -> words.put(receiver, node.inWords()));
        return words;
    }

    private static RouteConfig node(String receiver, boolean goOn, String matcher) {
        return new RouteConfig(Optional.of(receiver), List.of(matcher), goOn, List.of(), RouteOptions.INHERITED);
    }
}
