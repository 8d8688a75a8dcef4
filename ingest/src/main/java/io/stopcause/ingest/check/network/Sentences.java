package io.stopcause.ingest.check.network;

import io.stopcause.ingest.check.Seen;

/** Puts a way into one sentence. */
final class Sentences {

    private Sentences() {}

    /**
     * Yes where it is open, no where it is closed.
     *
     * @param from such as {@code from the task in subnet-1 to logs}
     */
    static Seen of(Way way, String from) {
        if (way instanceof Way.Open open) {
            String hops = String.join(", ", open.hops());
            return Seen.yes("There is a way " + from + ": " + hops + ".").with("way", hops);
        }
        if (way instanceof Way.Closed closed) {
            return Seen.no("There is no way " + from + ": " + closed.hop() + "; " + closed.mend() + ".")
                    .with("hop", closed.hop())
                    .with("mend", closed.mend());
        }
        return Seen.unknown("Whether there is a way " + from + " cannot be said: "
                + (way instanceof Way.Unclear unclear ? withoutStop(unclear.reason()) : "") + ".");
    }

    private static String withoutStop(String reason) {
        return reason.endsWith(".") ? reason.substring(0, reason.length() - 1) : reason;
    }
}
