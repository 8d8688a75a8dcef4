package io.stopcause.notifier.receiver.slack;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.SlackApiTextResponse;
import com.slack.api.methods.response.conversations.ConversationsHistoryResponse;
import com.slack.api.methods.response.conversations.ConversationsRepliesResponse;
import com.slack.api.model.Message;
import com.slack.api.model.ResponseMetadata;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.MustRetry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a message again whose sending was cut off before it was written down. Each carries its key in its metadata, which
 * Slack keeps and does not show, and one that has a thread of its own carries its incident. The channel is read once, its
 * newest messages first, at most {@value #PAGES} pages of {@value #PAGE}; then only what is newer. Without the scope to
 * read the channel nothing is found. Used by one thread.
 */
final class SlackHistory {

    private static final String EVENT = "stopcause_message";
    private static final String KEY = "key";
    private static final String INCIDENT = "incident";
    private static final int PAGE = 200;
    private static final int PAGES = 20;

    /** How long ago a crash may have been. */
    private static final Duration LOOK_BACK = Duration.ofHours(6);

    /** Shorter than what it takes another instance to take over what one that died had under way. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final MethodsClient methods;
    private final String channel;
    private final InstantSource clock;
    private final Map<String, Found> newest = new HashMap<>();
    private Instant read = Instant.MIN;
    private Optional<String> readTo = Optional.empty();
    private Optional<Boolean> readable = Optional.empty();

    /** A message, and the key that it was posted with. */
    record Found(SlackPost post, String key) {}

    SlackHistory(MethodsClient methods, String channel, InstantSource clock) {
        this.methods = methods;
        this.channel = channel;
        this.clock = clock;
    }

    static Message.Metadata mark(String key) {
        return mark(Map.of(KEY, key));
    }

    static Message.Metadata mark(String key, String incident) {
        return mark(Map.of(KEY, key, INCIDENT, incident));
    }

    private static Message.Metadata mark(Map<String, Object> payload) {
        return Message.Metadata.builder().eventType(EVENT).eventPayload(payload).build();
    }

    /** Whether the bot may read the channel; asked once, and not taken for granted while Slack does not say. */
    boolean isReadable() {
        if (readable.isEmpty()) {
            readable = asked();
        }
        return readable.orElse(false);
    }

    private Optional<Boolean> asked() {
        try {
            ConversationsHistoryResponse response = methods.conversationsHistory(
                    request -> request.channel(channel).limit(1));
            return response.isOk() || !isTransient(response) ? Optional.of(response.isOk()) : Optional.empty();
        } catch (SlackApiException | IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isTransient(SlackApiTextResponse response) {
        return MustRetry.slack(String.valueOf(response.getError())) instanceof Delivery.Retry;
    }

    /** The newest message of its own that an incident has in the channel. */
    Optional<Found> of(String incident) throws IOException, SlackApiException {
        if (read.plus(FRESH).isBefore(clock.instant())) {
            readOn();
        }
        return Optional.ofNullable(newest.get(incident));
    }

    /** A message may have been posted that nobody knows of: what has been read is not all. */
    void outdate() {
        read = Instant.MIN;
    }

    private void readOn() throws IOException, SlackApiException {
        Instant now = clock.instant();
        String from = readTo.orElseGet(() -> Long.toString(now.minus(LOOK_BACK).getEpochSecond()));
        List<Message> messages = all(cursor -> Page.of(methods.conversationsHistory(request -> request.channel(channel)
                .oldest(from)
                .includeAllMetadata(true)
                .cursor(cursor)
                .limit(PAGE))));
        Collections.reverse(messages);
        for (Message message : messages) {
            value(message, INCIDENT)
                    .ifPresent(incident -> newest.put(
                            incident,
                            new Found(
                                    new SlackPost(channel, message.getTs()),
                                    value(message, KEY).orElse(""))));
            readTo = Optional.of(message.getTs());
        }
        read = now;
    }

    /** Whether a message of a thread has that key. */
    boolean inThread(SlackPost thread, String key) throws IOException, SlackApiException {
        return all(cursor -> Page.of(methods.conversationsReplies(request -> request.channel(thread.channel())
                        .ts(thread.time())
                        .includeAllMetadata(true)
                        .cursor(cursor)
                        .limit(PAGE))))
                .stream()
                .anyMatch(message -> value(message, KEY).equals(Optional.of(key)));
    }

    /** One answer of Slack's; {@code next} is empty with the last. */
    private record Page(List<Message> messages, String next) {

        static Page of(ConversationsHistoryResponse response) throws IOException {
            return of(response, response.getMessages(), response.getResponseMetadata());
        }

        static Page of(ConversationsRepliesResponse response) throws IOException {
            return of(response, response.getMessages(), response.getResponseMetadata());
        }

        private static Page of(
                SlackApiTextResponse response, @Nullable List<Message> messages, @Nullable ResponseMetadata more)
                throws IOException {
            if (!response.isOk() && isTransient(response)) {
                throw new IOException(response.getError());
            }
            return new Page(
                    Optional.ofNullable(messages).orElse(List.of()),
                    Optional.ofNullable(more)
                            .map(ResponseMetadata::getNextCursor)
                            .orElse(""));
        }
    }

    @FunctionalInterface
    private interface Pages {
        Page at(@Nullable String cursor) throws IOException, SlackApiException;
    }

    private static List<Message> all(Pages pages) throws IOException, SlackApiException {
        List<Message> all = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < PAGES; page++) {
            Page read = pages.at(cursor);
            all.addAll(read.messages());
            if (read.next().isEmpty()) {
                break;
            }
            cursor = read.next();
        }
        return all;
    }

    private static Optional<String> value(Message message, String name) {
        return Optional.ofNullable(message.getMetadata())
                .filter(metadata -> EVENT.equals(metadata.getEventType()))
                .map(metadata -> metadata.getEventPayload().get(name))
                .map(Object::toString);
    }
}
