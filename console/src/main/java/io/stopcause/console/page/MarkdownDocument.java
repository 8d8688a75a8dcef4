package io.stopcause.console.page;

import static io.stopcause.console.page.MarkdownText.block;
import static io.stopcause.console.page.MarkdownText.code;
import static io.stopcause.console.page.MarkdownText.plain;

import io.stopcause.console.postmortem.Accounting;
import io.stopcause.console.postmortem.BlindSpots;
import io.stopcause.console.postmortem.Chronicle;
import io.stopcause.console.postmortem.Clip;
import io.stopcause.console.postmortem.Entry;
import io.stopcause.console.postmortem.Head;
import io.stopcause.console.postmortem.IncidentView;
import io.stopcause.console.postmortem.PostMortem;
import io.stopcause.console.postmortem.Quote;
import io.stopcause.console.postmortem.Review;
import io.stopcause.console.postmortem.Times;
import io.stopcause.console.postmortem.Words;
import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** One post-mortem as Markdown, in the flavour that GitHub and most wikis read. Used once. */
final class MarkdownDocument {

    private final StringBuilder text = new StringBuilder();

    String write(PostMortem doc) {
        line("# " + plain(doc.title()));
        line("**" + doc.head().state().words() + "**");
        for (Head.Line each : doc.head().lines()) {
            text.append("- **")
                    .append(each.label())
                    .append(":** ")
                    .append(plain(each.text()))
                    .append('\n');
        }
        text.append('\n');
        doc.incidents().forEach(this::incident);
        review(doc.review());
        if (!doc.findings().isEmpty()) {
            line("## Worth knowing");
            blindSpots(BlindSpots.of(doc.findings()));
            doc.findings().forEach(this::finding);
        }
        chronicle(doc.chronicle());
        accounting(doc.accounting());
        line("Rule set " + code(doc.ruleSet()) + ". All times are UTC, taken from the records.");
        return text.toString().stripTrailing() + "\n";
    }

    private void incident(IncidentView view) {
        Incident incident = view.incident();
        line("## " + plain(Clip.title(incident.headline().title())));
        prose(incident.remediation().what());
        line("| | |\n|---|---|\n"
                + row("Cause", code(incident.diagnosis().cause()))
                + row(
                        "Confidence",
                        Words.percent(incident.diagnosis().confidence()) + ", "
                                + Words.verified(incident.diagnosis().verified()))
                + row(
                        "Severity, state",
                        incident.headline().severity().wire() + ", "
                                + incident.life().state().wire())
                + row("Where", plain(Words.scope(incident.headline().scope())))
                + row("First sign", Words.moment(view.times().firstSign()))
                + row(
                        "Detected",
                        Words.moment(view.times().opened()) + ", after "
                                + Words.duration(view.times().toOpen()))
                + row("Notified", moment(view.times().notified(), view.times().toNotify()))
                + row(
                        "Acknowledged",
                        moment(view.times().acknowledged(), view.times().toAcknowledge()))
                + row(
                        "Resolved",
                        view.times().resolved().map(Words::moment).orElse("not yet")
                                + view.times()
                                        .lasted()
                                        .map(lasted -> ", after " + Words.duration(lasted))
                                        .orElse(""))
                + row("Failed tasks", Words.number(incident.reach().taskCount()))
                + row("For the same thing", plain(Words.members(incident.reach().joint())))
                + row(
                        "Others that run with it",
                        plain(Words.sharing(incident.reach().joint())))
                + row("Failing since", code(incident.reach().revision().since().orElse("")))
                + row("Last good", code(incident.reach().revision().lastGood().orElse("")))
                + row("Could also be", codes(incident.diagnosis().alternatives()))
                + row("What kept us from knowing more", codes(incident.reach().blindSpots())));
        changes(incident.reach().revision());
        prose(incident.remediation().why());
        quotes("For", view.proof().supporting());
        quotes("Against", view.proof().against());
        quotes("Unchecked", view.proof().unchecked());
        remedy("### What to do", incident.remediation());
    }

    private void changes(Incident.Revision revision) {
        if (revision.changes().isEmpty() && revision.candidates().isEmpty()) {
            return;
        }
        line("### What changed");
        StringBuilder list = new StringBuilder();
        revision.changes().forEach(change -> list.append("- ")
                .append(plain(Clip.title(change.words())))
                .append('\n'));
        revision.candidates().forEach(candidate -> list.append("- ")
                .append(Words.moment(candidate.time()))
                .append(' ')
                .append(plain(candidate.kind() + ": " + Clip.title(candidate.text())))
                .append('\n'));
        line(list.toString());
        revision.rollback().ifPresent(command -> line("**To go back:**\n\n" + block("shell", "", command)));
    }

    private static String moment(Optional<Instant> time, Optional<Duration> after) {
        return time.map(Words::moment).orElse("")
                + after.map(length -> ", after " + Words.duration(length)).orElse("");
    }

    private static String row(String label, String value) {
        return value.isEmpty() ? "" : "| " + label + " | " + value + " |\n";
    }

    private static String codes(List<String> words) {
        return String.join(", ", words.stream().map(MarkdownText::code).toList());
    }

    private void quotes(String title, List<Quote> quotes) {
        if (quotes.isEmpty()) {
            return;
        }
        line("**" + title + "**");
        for (Quote quote : quotes) {
            String where = quote.time().map(time -> Words.clock(time) + " ").orElse("")
                    + plain(quote.source())
                    + (quote.place().isEmpty() ? "" : " " + plain(quote.place()))
                    + (quote.count() > 1 ? ", " + Words.number(quote.count()) + " times" : "");
            line("- " + where + "\n\n" + block("", "  ", quote.text()).stripTrailing());
        }
    }

    private void remedy(String title, Remediation remediation) {
        if (remediation.steps().isEmpty()) {
            return;
        }
        line(title);
        int number = 1;
        for (Remediation.Step step : remediation.steps()) {
            line(number++ + ". " + MarkdownText.prose(step.text())
                    + (step.code().isEmpty()
                            ? ""
                            : "\n\n"
                                    + block(step.language(), "   ", step.code()).stripTrailing()));
        }
        if (!remediation.verify().isEmpty()) {
            line("**How to see that it worked:** " + MarkdownText.prose(remediation.verify()));
        }
        if (!remediation.undo().isEmpty()) {
            line("**How to take it back:** " + MarkdownText.prose(remediation.undo()));
        }
    }

    private void finding(Finding finding) {
        line("### " + plain(Clip.title(finding.title())));
        prose(finding.remediation().what());
        line("- " + code(finding.cause()) + ", " + plain(Words.scope(finding.scope())) + ", seen "
                + Words.count(finding.seen().count(), "time") + ", first "
                + Words.moment(finding.seen().first()));
        remedy("What to do:", finding.remediation());
    }

    private void blindSpots(BlindSpots spots) {
        if (spots.isEmpty()) {
            return;
        }
        line("### Blind spots by service");
        StringBuilder table = new StringBuilder("| Service | " + String.join(" | ", spots.columns()) + " |\n|---|"
                + "---|".repeat(spots.columns().size()) + "\n");
        for (BlindSpots.Row row : spots.rows()) {
            table.append("| ").append(plain(Words.scope(row.scope())));
            row.marks().forEach(mark -> table.append(" | ").append(mark ? "yes" : "\u2013"));
            table.append(" |\n");
        }
        line(table.toString());
    }

    private void measured(Review review) {
        if (review.measured().isEmpty()) {
            return;
        }
        line("## Measured");
        line("In the time of the records. Beside each step stands the time since the one before it, beside the end"
                + " the time since the first sign."
                + (review.knowsWhoWasTold()
                        ? ""
                        : " Who was told does not stand in these records; replay --show-notifications works"
                                + " out who would have been."));
        List<String> columns =
                List.of("Incident", "First sign", "Detected", "Notified", "Acknowledged", "Resolved", "Task time lost");
        StringBuilder table =
                new StringBuilder("| " + String.join(" | ", columns) + " |\n|" + "---|".repeat(columns.size()) + "\n");
        for (Review.Measured each : review.measured()) {
            Times times = each.times();
            table.append("| ")
                    .append(String.join(
                            " | ",
                            plain(each.title()),
                            Words.shortMoment(times.firstSign()),
                            step(Optional.of(times.opened()), Optional.of(times.toOpen())),
                            step(times.notified(), times.toNotify()),
                            step(times.acknowledged(), times.toAcknowledge()),
                            step(times.resolved(), times.lasted()),
                            each.lost().isZero() ? "\u2013" : Words.duration(each.lost())))
                    .append(" |\n");
        }
        line(table.toString());
    }

    private static String step(Optional<Instant> time, Optional<Duration> after) {
        return time.map(at -> Words.clock(at.truncatedTo(ChronoUnit.SECONDS))
                        + after.map(length -> " (" + Words.later(length) + ")").orElse(""))
                .orElse("\u2013");
    }

    private void review(Review review) {
        measured(review);
        review.sections().forEach(section -> {
            line("## " + section.title());
            if (!section.intro().isEmpty()) {
                line(section.intro());
            }
            StringBuilder list = new StringBuilder();
            section.items().forEach(item -> list.append("- ")
                    .append(item.time().map(time -> Words.moment(time) + ": ").orElse(""))
                    .append(plain(item.text()))
                    .append('\n'));
            line(list.toString());
        });
        line("## For the team");
        review.notes().fields().forEach(field -> {
            line("### " + plain(field.name()));
            line(field.text().isEmpty() ? "_not written yet_" : field.text());
        });
    }

    private void chronicle(Chronicle chronicle) {
        if (chronicle.isEmpty()) {
            return;
        }
        line("## In order");
        StringBuilder table = new StringBuilder("| When | What | Where | Said |\n|---|---|---|---|\n");
        for (Entry entry : chronicle.entries()) {
            String said = Clip.title(entry.text());
            table.append("| ").append(Words.moment(entry.time())).append(" | ");
            table.append(
                    entry.bad()
                            ? "**" + entry.kind().label() + "**"
                            : entry.kind().label());
            table.append(" | ").append(plain(entry.where())).append(" | ");
            table.append(entry.kind() == Entry.Kind.LOG ? code(said) : plain(said))
                    .append(" |\n");
        }
        line(table.toString());
        if (chronicle.leftOut() > 0) {
            line(Words.number(chronicle.leftOut()) + " more were left out; all incidents are here.");
        }
    }

    private void accounting(Accounting accounting) {
        line("## What was read");
        StringBuilder list = new StringBuilder();
        accounting.read().forEach((kind, count) -> list.append("- ")
                .append(plain(kind))
                .append(": ")
                .append(Words.number(count))
                .append('\n'));
        list.append("- duplicates, counted once: ")
                .append(Words.number(accounting.duplicates()))
                .append('\n');
        list.append("- unreadable places: ")
                .append(Words.number(accounting.unreadable()))
                .append('\n');
        accounting.hash().ifPresent(hash -> list.append(
                        "- hash of the input, SHA-256 of the sorted SHA-256 of all files: ")
                .append(code(hash))
                .append('\n'));
        accounting.completeness().forEach(known -> list.append("- log group ")
                .append(code(Clip.title(known.source())))
                .append(", by CloudWatch's own count: ")
                .append(plain(Words.completeness(known)))
                .append('\n'));
        accounting.places().forEach(place -> list.append("  - ")
                .append(code(Clip.title(place.place())))
                .append(": ")
                .append(plain(Clip.line(place.reason())))
                .append('\n'));
        line(list.toString());
    }

    private void prose(String words) {
        if (!words.isEmpty()) {
            line(MarkdownText.prose(Clip.line(words)));
        }
    }

    private void line(String words) {
        text.append(words.stripTrailing()).append("\n\n");
    }
}
