package io.stopcause.ingest.cloudwatch;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Log groups to read by polling.
 *
 * @param groups names of log groups, such as {@code /ecs/web}
 * @param prefixes starts of names; groups that appear later are picked up within a minute
 * @param tags by key, the values that groups must have for all of these tags, such as {@code team: orders}; groups that
 *     get them later are picked up within a minute
 * @param pollInterval pause between two rounds over all groups, at least 1 s; by default 5 s
 * @param settle how far behind now the reading stays, so that events can arrive out of order, at least 0; by default 5 s
 * @param overlap how much before the last reading's end is read again, for events that arrive later still, at least 0;
 *     by default 60 s
 * @param since how far back a group is read that has never been read, at least 0; by default 10 min
 */
public record CloudWatchConfig(
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> groups,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> prefixes,
        @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, String> tags,
        Optional<Duration> pollInterval,
        Optional<Duration> settle,
        Optional<Duration> overlap,
        Optional<Duration> since) {

    /** As {@code CreateLogGroup} asks for in the CloudWatch Logs API reference. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_/.#-]{1,512}");

    public CloudWatchConfig {
        groups = names("groups", groups);
        prefixes = names("prefixes", prefixes);
        tags.forEach((key, value) -> {
            if (value == null) {
                throw new IllegalArgumentException("tag '" + key + "' has no value");
            }
        });
        tags = Map.copyOf(tags);
        atLeast("pollInterval", pollInterval, Duration.ofSeconds(1));
        atLeast("settle", settle, Duration.ZERO);
        atLeast("overlap", overlap, Duration.ZERO);
        atLeast("since", since, Duration.ZERO);
        if (groups.isEmpty() && prefixes.isEmpty() && tags.isEmpty()) {
            throw new IllegalArgumentException(
                    "name at least one log group in 'groups', a start in 'prefixes' or a tag in 'tags'");
        }
    }

    /** These groups and prefixes, all else by default. */
    public static CloudWatchConfig of(List<String> groups, List<String> prefixes) {
        return new CloudWatchConfig(
                groups, prefixes, Map.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Duration pause() {
        return pollInterval.orElse(Duration.ofSeconds(5));
    }

    Duration settles() {
        return settle.orElse(Duration.ofSeconds(5));
    }

    Duration overlaps() {
        return overlap.orElse(Duration.ofSeconds(60));
    }

    Duration back() {
        return since.orElse(Duration.ofMinutes(10));
    }

    private static List<String> names(String field, List<String> given) {
        for (String name : given) {
            if (name == null || !NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' in '" + field
                        + "' is no name of a log group: 1 to 512 of letters, digits and _ - / . #");
            }
        }
        return List.copyOf(given);
    }

    private static void atLeast(String field, Optional<Duration> value, Duration min) {
        value.filter(given -> given.compareTo(min) < 0).ifPresent(given -> {
            throw new IllegalArgumentException(field + " is " + given + ", must be at least " + min);
        });
    }
}
