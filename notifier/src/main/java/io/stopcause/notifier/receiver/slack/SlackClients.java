package io.stopcause.notifier.receiver.slack;

import com.slack.api.Slack;

/** Ends Slack's clients, whose {@code close} declares every exception there is. */
final class SlackClients {

    private SlackClients() {}

    static void close(Slack slack) {
        try {
            slack.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot close the Slack client", e);
        }
    }
}
