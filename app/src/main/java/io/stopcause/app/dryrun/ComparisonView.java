package io.stopcause.app.dryrun;

import io.stopcause.console.page.TablesView;
import io.stopcause.console.page.TablesView.Column;
import io.stopcause.console.page.TablesView.Line;
import io.stopcause.console.page.TablesView.Table;
import io.stopcause.console.postmortem.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A comparison as a head and tables, for a terminal and for a browser alike. */
public final class ComparisonView {

    private static final String NIGHT = "at night";

    private ComparisonView() {}

    /**
     * The view.
     *
     * @param input what was read, for a person
     */
    public static TablesView of(Comparison compared, Night night, String input) {
        return new TablesView(
                "Backtest: " + compared.now().name() + " against "
                        + compared.before().name(),
                "backtest",
                head(compared),
                Stream.of(
                                pages(
                                        "Pages gained",
                                        "None: nobody would be told of anything new.",
                                        compared.pages().gained()),
                                pages(
                                        "Pages lost",
                                        "None: nobody would miss a page.",
                                        compared.pages().lost()),
                                moved(compared.pages().moved()),
                                changes(compared.incidents()),
                                days(compared.days()),
                                rules(compared.rules()))
                        .toList(),
                input + " Night is from " + night.from() + " to " + night.to() + ", times of days are those of "
                        + night.zone() + "; all others are UTC.");
    }

    private static List<Line> head(Comparison compared) {
        return List.of(
                new Line(
                        "Pages",
                        compared.before().pages() + " → " + compared.now().pages() + ": "
                                + compared.pages().gained().size() + " gained, "
                                + compared.pages().lost().size() + " lost, "
                                + compared.pages().moved().size() + " at another time"),
                new Line(
                        "At night",
                        compared.before().nightPages() + " → " + compared.now().nightPages()),
                new Line(
                        "Incidents",
                        compared.before().incidents() + " → " + compared.now().incidents() + ": "
                                + compared.incidents().gained().size() + " gained, "
                                + compared.incidents().lost().size() + " lost, "
                                + compared.incidents().changed().size() + " of another cause"),
                new Line(
                        "Messages",
                        compared.before().messages() + " → " + compared.now().messages()
                                + ", updates and ends included"),
                new Line(
                        "Rules",
                        "rule set " + compared.before().ruleSet() + " → "
                                + compared.now().ruleSet()));
    }

    private static Table pages(String title, String none, List<Page> pages) {
        return new Table(
                title,
                none,
                List.of(
                        Column.text("When"),
                        Column.text("Receiver"),
                        Column.text("Page"),
                        Column.text("Rule"),
                        Column.text("Followed by")),
                pages.stream()
                        .map(page -> List.of(
                                Words.shortMoment(page.time()) + (page.night() ? " " + NIGHT : ""),
                                page.receiver(),
                                page.title(),
                                page.rule(),
                                page.followed()))
                        .toList());
    }

    private static Table moved(List<Comparison.Moved> moved) {
        return new Table(
                "Pages at another time",
                "None.",
                List.of(
                        Column.text("Was"),
                        Column.text("Is"),
                        Column.text("Difference"),
                        Column.text("Receiver"),
                        Column.text("Page")),
                moved.stream()
                        .map(each -> List.of(
                                Words.shortMoment(each.before().time()),
                                Words.shortMoment(each.now().time()),
                                difference(each.before().time(), each.now().time()),
                                each.now().receiver(),
                                each.now().title()))
                        .toList());
    }

    private static String difference(Instant before, Instant now) {
        Duration length = Duration.between(before, now);
        return Words.duration(length.abs()) + (length.isNegative() ? " earlier" : " later");
    }

    private static Table changes(Comparison.Incidents incidents) {
        List<List<String>> rows = Stream.of(
                        incidents.gained().stream().map(each -> row("gained", each)),
                        incidents.lost().stream().map(each -> row("lost", each)),
                        incidents.changed().stream().map(each -> row("other cause", each)))
                .flatMap(each -> each)
                .toList();
        return new Table(
                "Incidents that differ",
                "None.",
                List.of(
                        Column.text("What"),
                        Column.text("Since"),
                        Column.text("Incident"),
                        Column.text("Cause"),
                        Column.text("Rule"),
                        Column.text("Followed by")),
                rows);
    }

    private static List<String> row(String what, Comparison.Change change) {
        String cause = change.before().isPresent() && change.now().isPresent()
                ? change.before().get() + " → " + change.now().get()
                : change.now().or(change::before).orElse("");
        return List.of(
                what, Words.shortMoment(change.since()), change.title(), cause, change.rule(), change.followed());
    }

    private static Table days(List<Comparison.Day> days) {
        return new Table(
                "Pages per day",
                "Nobody would have been paged on any day.",
                List.of(
                        Column.text("Day"),
                        Column.number("Was"),
                        Column.number("Is"),
                        Column.number("Was " + NIGHT),
                        Column.number("Is " + NIGHT)),
                days.stream()
                        .map(day -> List.of(
                                day.day().toString(),
                                String.valueOf(day.before()),
                                String.valueOf(day.now()),
                                String.valueOf(day.beforeAtNight()),
                                String.valueOf(day.nowAtNight())))
                        .toList());
    }

    private static Table rules(List<Comparison.OfRule> rules) {
        return new Table(
                "Per rule",
                "No rule decided anything.",
                List.of(
                        Column.text("Rule"),
                        Column.number("Pages were"),
                        Column.number("Are"),
                        Column.number("Incidents were"),
                        Column.number("Are")),
                rules.stream()
                        .map(rule -> List.of(
                                rule.rule(),
                                String.valueOf(rule.pagesBefore()),
                                String.valueOf(rule.pagesNow()),
                                String.valueOf(rule.incidentsBefore()),
                                String.valueOf(rule.incidentsNow())))
                        .toList());
    }
}
