package io.stopcause.ingest.kinesis;

import java.time.Duration;
import java.util.Optional;

/**
 * A stream of Kinesis Data Streams that subscription filters of log groups lead to.
 *
 * @param stream its name or ARN
 * @param pollInterval pause between two rounds over all shards that brought nothing, at least 200 ms; by default 1 s
 * @param since how far back a stream is read that has never been read, at least 0; by default 10 min. A stream keeps its
 *     records for 24 hours unless it is told otherwise
 */
public record KinesisConfig(String stream, Optional<Duration> pollInterval, Optional<Duration> since) {

    private static final Duration SHORTEST = Duration.ofMillis(200);

    public KinesisConfig {
        if (!stream.matches("[a-zA-Z0-9_.-]{1,128}|arn:.+:kinesis:.+:stream/.+")) {
            throw new IllegalArgumentException("stream '" + stream
                    + "' is no name or ARN of a stream, such as stopcause-logs or"
                    + " arn:aws:kinesis:eu-west-1:111122223333:stream/stopcause-logs");
        }
        atLeast("pollInterval", pollInterval, SHORTEST);
        atLeast("since", since, Duration.ZERO);
    }

    /** This stream, all else by default. */
    public static KinesisConfig of(String stream) {
        return new KinesisConfig(stream, Optional.empty(), Optional.empty());
    }

    /** The end of an ARN, or the name itself. */
    public String streamName() {
        return stream.substring(stream.lastIndexOf('/') + 1);
    }

    Duration pause() {
        return pollInterval.orElse(Duration.ofSeconds(1));
    }

    Duration back() {
        return since.orElse(Duration.ofMinutes(10));
    }

    private static void atLeast(String field, Optional<Duration> value, Duration min) {
        value.filter(given -> given.compareTo(min) < 0).ifPresent(given -> {
            throw new IllegalArgumentException(field + " is " + given + ", must be at least " + min);
        });
    }
}
