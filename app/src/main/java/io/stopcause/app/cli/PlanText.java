package io.stopcause.app.cli;

import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.ingest.install.Cost;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Plan;
import io.stopcause.ingest.install.account.Installer.Survey;
import java.util.List;

/** A plan in words. */
final class PlanText {

    /** More subscriptions than these are counted, not listed. */
    private static final int LISTED = 20;

    private PlanText() {}

    static String of(Installation installation, Survey survey) {
        StringBuilder text = new StringBuilder();
        text.append("installation ")
                .append(installation.name())
                .append(" in account ")
                .append(installation.place().account())
                .append(", ")
                .append(installation.place().region())
                .append("\n\n");
        changes(text, survey.plan());
        survey.leftOut().forEach((group, reason) -> line(text, "leave", "log group " + group, List.of(reason)));
        text.append('\n').append(summary(survey.plan())).append('\n');
        text.append("\nrights   'stopcause aws policy --feature install")
                .append(hasSubscriptions(survey.plan()) ? ",install-subscription" : "")
                .append("' prints what this needs, '--feature events,logs,")
                .append(hasSubscriptions(survey.plan()) ? "stream," : "")
                .append("reconcile,checks' what reading needs\n");
        Cost.note(hasSubscriptions(survey.plan()))
                .forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void changes(StringBuilder text, Plan plan) {
        for (Verb verb : Verb.values()) {
            List<Change> filters = plan.with(verb).stream()
                    .filter(change -> change.resource().kind() == Kind.FILTER)
                    .toList();
            plan.with(verb).stream()
                    .filter(change -> change.resource().kind() != Kind.FILTER || filters.size() <= LISTED)
                    .forEach(
                            change -> line(text, verb.words(), change.resource().words(), change.reasons()));
            if (filters.size() > LISTED) {
                line(text, verb.words(), "subscriptions of " + filters.size() + " log groups", List.of());
            }
        }
    }

    private static void line(StringBuilder text, String verb, String what, List<String> reasons) {
        text.append("%-9s".formatted(verb)).append(what);
        if (!reasons.isEmpty()) {
            text.append(": ").append(String.join("; ", reasons));
        }
        text.append('\n');
    }

    private static String summary(Plan plan) {
        return plan.with(Verb.CREATE).size() + " to create, "
                + (plan.with(Verb.COMPLETE).size() + plan.with(Verb.DRIFT).size()) + " to correct, "
                + plan.with(Verb.KEEP).size() + " to keep";
    }

    private static boolean hasSubscriptions(Plan plan) {
        return plan.changes().stream().anyMatch(change -> change.resource().kind() == Kind.STREAM);
    }
}
