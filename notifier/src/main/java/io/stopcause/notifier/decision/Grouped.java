package io.stopcause.notifier.decision;

import io.stopcause.model.Ids;
import io.stopcause.notifier.route.Grouping;
import io.stopcause.notifier.route.Manner;
import io.stopcause.notifier.route.TimeSpan;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whose message it is: what was told in a group is settled in that group, the rest goes where the route says. */
final class Grouped implements Stage {

    private static final String NAME = "group";

    /** How often a storm's message is brought up to date. */
    private static final Duration STORM_INTERVAL = Duration.ofMinutes(1);

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (decision.group().isPresent()) {
            return decision;
        }
        LogEntry entry = moment.entry(about, decision);
        boolean bound = entry.isOpen() || decision.news().again().isPresent();
        if (bound) {
            Optional<String> group =
                    entry.pending().map(LogEntry.Pending::group).orElseGet(entry.sent()::group);
            return group.map(id -> decision.in(known(id, decision.way().manner()))
                            .passes(NAME, "told with others before, in " + id))
                    .orElseGet(() -> alone(decision, about));
        }
        Manner manner = decision.way().manner();
        if (manner.digest().isPresent()) {
            return decision.in(digest(decision.way(), manner.digest().get(), about))
                    .because(
                            NAME,
                            "goes into the digest of every "
                                    + TimeSpan.inWords(manner.digest().get()));
        }
        return manner.group().by().isEmpty()
                ? alone(decision, about)
                : decision.in(group(decision.way(), about))
                        .because(NAME, "with others of " + name(manner.group(), about));
    }

    private static Decision alone(Decision decision, Case about) {
        return decision.in(Group.alone(about.id())).passes(NAME, "told by itself");
    }

    static Group known(String id, Manner manner) {
        return switch (GroupId.kindOf(id).orElse(GroupId.GROUP)) {
            case DIGEST -> {
                Duration every = manner.digest().orElse(Duration.ZERO);
                yield new Group(id, "the digest", every, every);
            }
            case STORM -> storm(id);
            case DOWNTIME -> new Group(id, "the downtime", Duration.ZERO, Downtime.INTERVAL);
            case GROUP ->
                new Group(
                        id, "the group", manner.group().pause(), manner.group().interval());
        };
    }

    static Group storm(String id) {
        return new Group(id, "a storm", STORM_INTERVAL, STORM_INTERVAL);
    }

    /** Each period has a digest of its own, which goes out at the period's end. */
    private static Group digest(Way way, Duration every, Case about) {
        long since = about.since().toEpochMilli();
        long period = since / every.toMillis();
        String id = GroupId.DIGEST.of(Ids.of(way.receiver(), way.path(), every.toString(), Long.toString(period)));
        return new Group(id, "the digest", Duration.ofMillis((period + 1) * every.toMillis() - since), every);
    }

    private static Group group(Way way, Case about) {
        Grouping grouping = way.manner().group();
        Map<String, String> shared = grouping.shared(about.labels());
        return new Group(
                GroupId.GROUP.of(Ids.of(way.receiver(), way.path(), shared.toString())),
                name(grouping, about),
                grouping.pause(),
                grouping.interval());
    }

    private static String name(Grouping grouping, Case about) {
        String shared = grouping.shared(about.labels()).entrySet().stream()
                .filter(label -> !label.getValue().isEmpty())
                .map(label -> label.getKey() + " " + label.getValue())
                .collect(Collectors.joining(", "));
        return shared.isEmpty() ? "everything" : shared;
    }
}
