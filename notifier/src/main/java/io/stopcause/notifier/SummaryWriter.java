package io.stopcause.notifier;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import io.stopcause.notifier.decision.Group;
import io.stopcause.notifier.decision.GroupId;
import io.stopcause.notifier.decision.Plan;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.message.SafeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts several incidents into one: what they have in common, and the gravest of them by name. Pure. */
final class SummaryWriter {

    private static final int LINES = 10;
    private static final int CAUSES = 5;
    private static final int LINE = 200;

    private static final Comparator<Plan.Part> GRAVEST_FIRST = Comparator.<Plan.Part, Severity>comparing(
                    part -> part.about().incident().headline().severity())
            .reversed()
            .thenComparing(part -> part.about().id());

    private SummaryWriter() {}

    /** An incident that stands for all: the group's id, the gravest severity, open until all are over. */
    static Incident incident(Plan plan) {
        List<Incident> all =
                plan.parts().stream().map(part -> part.about().incident()).toList();
        return new Incident(
                plan.group().id(),
                new Incident.Headline(title(plan), plan.severity(), commonScope(all)),
                new Incident.Diagnosis(
                        plan.cause(),
                        List.of(),
                        all.stream()
                                .mapToDouble(each -> each.diagnosis().confidence())
                                .min()
                                .orElse(0),
                        Verified.UNCHECKED,
                        Evidence.NONE,
                        all.get(0).diagnosis().origin()),
                life(plan, all),
                new Incident.Reach(
                        new Incident.Revision(Optional.empty(), Optional.empty()),
                        List.of(),
                        all.stream().mapToInt(each -> each.reach().taskCount()).sum(),
                        List.of(),
                        List.of()),
                remediation(plan, all));
    }

    private static Incident.Life life(Plan plan, List<Incident> all) {
        boolean over = plan.kind() == Kind.RESOLVED;
        Instant last = all.stream()
                .map(each -> each.life().lastSeen())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Incident.Life(
                over ? Incident.State.RESOLVED : Incident.State.OPEN,
                all.stream()
                        .map(each -> each.life().firstSeen())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                all.stream()
                        .map(each -> each.life().openedAt())
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                last,
                over
                        ? all.stream()
                                .flatMap(each -> each.life().resolvedAt().stream())
                                .max(Comparator.naturalOrder())
                        : Optional.empty(),
                over ? Optional.of("all of them are over") : Optional.empty());
    }

    private static Remediation remediation(Plan plan, List<Incident> all) {
        boolean sameCause =
                all.stream().map(each -> each.diagnosis().cause()).distinct().count() == 1;
        return sameCause && plan.kind() != Kind.RESOLVED ? all.get(0).remediation() : Remediation.NONE;
    }

    private static Scope commonScope(List<Incident> all) {
        List<Scope> scopes =
                all.stream().map(each -> each.headline().scope()).distinct().toList();
        if (scopes.size() == 1) {
            return scopes.get(0);
        }
        return new Scope(
                common(scopes.stream().map(Scope::account).distinct().toList()).orElse(""),
                common(scopes.stream().map(Scope::region).distinct().toList()).orElse(""),
                common(scopes.stream()
                        .map(scope -> scope.cluster().orElse(""))
                        .distinct()
                        .toList()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Optional<String> common(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    static Message message(Plan plan, Incident summary, Optional<String> link) {
        Message plain = MessageWriter.write(summary, plan.kind(), changes(plan), link);
        return new Message(
                plain.head(),
                new Message.Proof(
                        causes(plan), plan.open() + " open after this message", lines(plan), Optional.empty()),
                plain.action(),
                new Message.Reach("", places(plan)),
                plain.changes(),
                new Message.Links(link, List.of()));
    }

    private static String title(Plan plan) {
        int count = plan.parts().size();
        String counted = count == 1 ? "1 incident" : count + " incidents";
        Group group = plan.group();
        return switch (GroupId.kindOf(group.id()).orElse(GroupId.GROUP)) {
            case GROUP -> counted + " of " + group.name() + ", " + plan.open() + " open";
            case DIGEST -> "Digest: news of " + counted + ", " + plan.open() + " open";
            case STORM -> "Storm: news of " + counted + " more, " + plan.open() + " open";
            case DOWNTIME -> counted + " began and ended while stopcause was not running";
        };
    }

    private static List<String> changes(Plan plan) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        plan.parts().forEach(part -> counts.merge(part.kind(), 1, Integer::sum));
        List<String> changes = new ArrayList<>();
        counts.forEach((kind, count) -> changes.add(count
                + switch (kind) {
                    case OPENED -> " opened";
                    case UPDATED -> " changed";
                    case RESOLVED -> " over";
                }));
        return changes;
    }

    private static List<String> lines(Plan plan) {
        List<String> lines = new ArrayList<>(plan.parts().stream()
                .sorted(GRAVEST_FIRST)
                .limit(LINES)
                .map(SummaryWriter::line)
                .toList());
        if (plan.parts().size() > LINES) {
            lines.add("and " + (plan.parts().size() - LINES) + " more");
        }
        return lines;
    }

    private static String line(Plan.Part part) {
        Incident incident = part.about().incident();
        String kind = part.kind() == Kind.RESOLVED ? "over: " : "";
        return SafeText.cut(
                SafeText.line(kind + incident.headline().title() + " ("
                        + incident.headline().severity().wire() + ", "
                        + incident.diagnosis().cause() + ", " + incident.id() + ")"),
                LINE);
    }

    private static String causes(Plan plan) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        plan.parts()
                .forEach(
                        part -> counts.merge(part.about().incident().diagnosis().cause(), 1, Integer::sum));
        String words = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(CAUSES)
                .map(cause -> cause.getKey() + " × " + cause.getValue())
                .collect(Collectors.joining(", "));
        return SafeText.cut(
                SafeText.line(words + (counts.size() > CAUSES ? " and " + (counts.size() - CAUSES) + " more" : "")),
                LINE);
    }

    private static String places(Plan plan) {
        List<String> names = plan.parts().stream()
                .map(part -> part.about().incident().headline().scope().name())
                .distinct()
                .sorted()
                .toList();
        String shown = names.stream().limit(LINES).collect(Collectors.joining(", "));
        return SafeText.cut(
                SafeText.line("in " + shown + (names.size() > LINES ? " and " + (names.size() - LINES) + " more" : "")),
                LINE);
    }
}
