package io.stopcause.notifier.receiver.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a message again whose sending was cut off before it was written down. Each carries its key in its metadata,
 * which Slack keeps and does not show. At most {@value #PAGES} pages of {@value #PAGE} messages are read, the newest of
 * the channel first. Without the scope to read the channel nothing is found.
 */
final class SlackHistory {

    private static final String EVENT = "stopcause_message";
    private static final String KEY = "key";
    private static final int PAGE = 200;
    private static final int PAGES = 20;

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
                        key,
                        cursor -> Page.of(methods.conversationsHistory(request -> request.channel(channel)
                                .oldest(Long.toString(since.getEpochSecond()))
                                .includeAllMetadata(true)
                                .cursor(cursor.isEmpty() ? null : cursor)
                                .limit(PAGE))))
                .map(message -> new SlackPost(channel, message.getTs()));
    }

    /** Whether a message of a thread has that key. */
    boolean inThread(SlackPost thread, String key) throws IOException, SlackApiException {
        return find(
                        key,
                        cursor -> Page.of(methods.conversationsReplies(request -> request.channel(thread.channel())
                                .ts(thread.time())
                                .includeAllMetadata(true)
                                .cursor(cursor.isEmpty() ? null : cursor)
                                .limit(PAGE))))
                .isPresent();
    }

    /** One answer of Slack's; {@code next} is empty with the last. */
    private record Page(List<Message> messages, String next) {

        static Page of(ConversationsHistoryResponse response) {
            return of(response.getMessages(), response.getResponseMetadata());
        }

        static Page of(ConversationsRepliesResponse response) {
            return of(response.getMessages(), response.getResponseMetadata());
        }

        private static Page of(@Nullable List<Message> messages, @Nullable ResponseMetadata more) {
            return new Page(
                    Optional.ofNullable(messages).orElse(List.of()),
                    Optional.ofNullable(more)
                            .map(ResponseMetadata::getNextCursor)
                            .orElse(""));
        }
    }

    @FunctionalInterface
    private interface Pages {
        Page at(String cursor) throws IOException, SlackApiException;
    }

    private static Optional<Message> find(String key, Pages pages) throws IOException, SlackApiException {
        String cursor = "";
        for (int page = 0; page < PAGES; page++) {
            Page read = pages.at(cursor);
            Optional<Message> found = read.messages().stream()
                    .filter(message -> hasKey(message, key))
                    .findFirst();
            if (found.isPresent() || read.next().isEmpty()) {
                return found;
            }
            cursor = read.next();
        }
        return Optional.empty();
    }

    private static boolean hasKey(Message message, String key) {
        return message.getMetadata() != null
                && EVENT.equals(message.getMetadata().getEventType())
                && key.equals(message.getMetadata().getEventPayload().get(KEY));
    }
}
