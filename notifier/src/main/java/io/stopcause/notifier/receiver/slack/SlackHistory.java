package io.stopcause.notifier.receiver.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.Message;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a message again whose sending was cut off before it was written down. Each carries its key in its metadata,
 * which Slack keeps and does not show. Without the scope to read the channel nothing is found.
 */
final class SlackHistory {

    private static final String EVENT = "stopcause_message";
    private static final String KEY = "key";
    private static final int NEWEST = 200;

    private final MethodsClient methods;

    SlackHistory(MethodsClient methods) {
        this.methods = methods;
    }

    static Message.Metadata mark(String key) {
        return Message.Metadata.builder()
                .eventType(EVENT)
                .eventPayload(Map.of(KEY, key))
                .build();
    }

    /** A message of the channel since then. */
    Optional<SlackPost> inChannel(String channel, String key, Instant since) throws IOException, SlackApiException {
        return find(
                        methods.conversationsHistory(request -> request.channel(channel)
                                        .oldest(Long.toString(since.getEpochSecond()))
                                        .includeAllMetadata(true)
                                        .limit(NEWEST))
                                .getMessages(),
                        key)
                .map(message -> new SlackPost(channel, message.getTs()));
    }

    /** Whether a message of a thread has that key. */
    boolean inThread(SlackPost thread, String key) throws IOException, SlackApiException {
        return find(
                        methods.conversationsReplies(request -> request.channel(thread.channel())
                                        .ts(thread.time())
                                        .includeAllMetadata(true)
                                        .limit(NEWEST))
                                .getMessages(),
                        key)
                .isPresent();
    }

    private static Optional<Message> find(List<Message> messages, String key) {
        return Optional.ofNullable(messages).orElse(List.of()).stream()
                .filter(message -> message.getMetadata() != null
                        && EVENT.equals(message.getMetadata().getEventType())
                        && key.equals(message.getMetadata().getEventPayload().get(KEY)))
                .findFirst();
    }
}
