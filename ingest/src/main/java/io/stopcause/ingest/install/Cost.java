package io.stopcause.ingest.install;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What an installation is billed by. Units, not prices: those differ by Region and change. */
public final class Cost {

    private static final Duration LONG_POLL = Duration.ofSeconds(10);
    private static final Duration MONTH = Duration.ofDays(30);

    private Cost() {}

    /**
     * Lines for a person.
     *
     * @param subscriptions whether log groups are subscribed
     */
    public static List<String> note(boolean subscriptions) {
        List<String> lines = new ArrayList<>(List.of(
                "cost     SQS: up to 3 requests for each event (send, receive, delete; up to 10 events share the last two),",
                "         and %,d requests in 30 days by a reader that finds nothing (aws.amazon.com/sqs/pricing)"
                        .formatted(MONTH.toSeconds() / LONG_POLL.toSeconds()),
                "         EventBridge: nothing for events of AWS services (aws.amazon.com/eventbridge/pricing)"));
        if (subscriptions) {
            lines.add("         Kinesis: the hours of an on-demand stream, and the data written and read, in GB"
                    + " (aws.amazon.com/kinesis/data-streams/pricing)");
        }
        return lines;
    }
}
