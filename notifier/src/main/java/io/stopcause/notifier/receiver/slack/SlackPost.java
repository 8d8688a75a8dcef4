package io.stopcause.notifier.receiver.slack;

import java.util.Optional;

/** Where a message stands: channel id and time stamp, which together are Slack's name for it. */
record SlackPost(String channel, String time) {

    static Optional<SlackPost> of(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new SlackPost(reference.substring(0, colon), reference.substring(colon + 1)));
    }

    String reference() {
        return channel + ":" + time;
    }
}
