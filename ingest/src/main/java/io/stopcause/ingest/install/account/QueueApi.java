package io.stopcause.ingest.install.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import io.stopcause.model.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Queues of SQS. */
final class QueueApi implements ResourceApi {

    private static final List<QueueAttributeName> MESSAGES = List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);

    private final SqsClient client;
    private final Installation installation;
    private final boolean discards;

    /** @param discards whether queues that hold messages may be deleted */
    QueueApi(SqsClient client, Installation installation, boolean discards) {
        this.client = client;
        this.installation = installation;
        this.discards = discards;
    }

    @Override
    public Kind kind() {
        return Kind.QUEUE;
    }

    @Override
    public Optional<Found> find(Resource wanted) {
        Optional<String> url = url(wanted.name());
        if (url.isEmpty()) {
            return Optional.empty();
        }
        if (!isOurs(url.get())) {
            return Optional.of(new Found.Foreign(
                    "a queue of this name is there, without the tag " + Installation.TAG + "=" + installation.name()));
        }
        SortedMap<String, JsonNode> settings = new TreeMap<>();
        client.getQueueAttributes(request -> request.queueUrl(url.get()).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings()
                .forEach((name, value) -> settings.put(name, node(value)));
        return Optional.of(new Found.Ours(settings));
    }

    @Override
    public void create(Resource wanted) {
        client.createQueue(request -> request.queueName(wanted.name())
                .attributesWithStrings(attributes(wanted))
                .tags(Map.of(Installation.TAG, installation.name())));
    }

    @Override
    public void update(Resource wanted) {
        client.setQueueAttributes(request ->
                request.queueUrl(url(wanted.name()).orElseThrow()).attributesWithStrings(attributes(wanted)));
    }

    @Override
    public List<String> owned() {
        return client.listQueuesPaginator(request -> request.queueNamePrefix(installation.name())).queueUrls().stream()
                .filter(this::isOurs)
                .map(url -> url.substring(url.lastIndexOf('/') + 1))
                .toList();
    }

    @Override
    public Optional<String> delete(String name) {
        Optional<String> url = url(name);
        long left = url.map(this::messages).orElse(0L);
        if (left > 0 && !discards) {
            return Optional.of("holds about " + left + " messages; read them, or give --discard");
        }
        url.ifPresent(found -> client.deleteQueue(request -> request.queueUrl(found)));
        return Optional.empty();
    }

    /** About how many messages wait or are worked on; SQS counts no better. */
    long waiting(String name) {
        return url(name).map(this::messages).orElse(0L);
    }

    /** The address by which it is read; empty where there is no such queue. */
    Optional<String> url(String name) {
        try {
            return Optional.of(
                    client.getQueueUrl(request -> request.queueName(name)).queueUrl());
        } catch (SqsException e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Emulators send SQS's old name of this error alone. */
    private static boolean isMissing(SqsException error) {
        return error instanceof QueueDoesNotExistException
                || error.awsErrorDetails().errorCode().endsWith("NonExistentQueue");
    }

    private long messages(String url) {
        return client
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(MESSAGES))
                .attributes()
                .values()
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    private boolean isOurs(String url) {
        return installation
                .name()
                .equals(client.listQueueTags(request -> request.queueUrl(url))
                        .tags()
                        .get(Installation.TAG));
    }

    private static Map<String, String> attributes(Resource wanted) {
        Map<String, String> attributes = new HashMap<>();
        wanted.settings()
                .forEach((name, value) -> attributes.put(name, value.isTextual() ? value.asText() : Json.write(value)));
        return attributes;
    }

    private static JsonNode node(String value) {
        return value.startsWith("{") ? Json.read(value, JsonNode.class) : TextNode.valueOf(value);
    }
}
