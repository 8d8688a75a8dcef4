package io.stopcause.ingest.install.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/** The stream that log groups are subscribed to; encrypted with the key that AWS manages for Kinesis. */
final class StreamApi implements ResourceApi {

    private static final String KEY = "alias/aws/kinesis";
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final int PATIENCE = 90;

    private final KinesisClient client;
    private final Installation installation;

    StreamApi(KinesisClient client, Installation installation) {
        this.client = client;
        this.installation = installation;
    }

    @Override
    public Kind kind() {
        return Kind.STREAM;
    }

    @Override
    public Optional<Found> find(Resource wanted) {
        Optional<StreamDescriptionSummary> stream = summary(wanted.name());
        if (stream.isEmpty()) {
            return Optional.empty();
        }
        if (!isOurs(wanted.name())) {
            return Optional.of(new Found.Foreign(
                    "a stream of this name is there, without the tag " + Installation.TAG + "=" + installation.name()));
        }
        SortedMap<String, JsonNode> settings = new TreeMap<>();
        if (stream.get().encryptionType() == EncryptionType.KMS) {
            settings.put("EncryptionType", TextNode.valueOf(stream.get().encryptionTypeAsString()));
        }
        return Optional.of(new Found.Ours(settings));
    }

    @Override
    public void create(Resource wanted) {
        client.createStream(request -> request.streamName(wanted.name())
                .streamModeDetails(mode -> mode.streamMode(StreamMode.ON_DEMAND))
                .tags(Map.of(Installation.TAG, installation.name())));
        awaitActive(wanted.name());
        // Emulators take no tags at the creation.
        client.addTagsToStream(
                request -> request.streamName(wanted.name()).tags(Map.of(Installation.TAG, installation.name())));
        update(wanted);
    }

    @Override
    public void update(Resource wanted) {
        awaitActive(wanted.name());
        client.startStreamEncryption(request -> request.streamName(wanted.name())
                .encryptionType(EncryptionType.KMS)
                .keyId(KEY));
        awaitActive(wanted.name());
    }

    @Override
    public List<String> owned() {
        String name = installation.streamName();
        return summary(name).isPresent() && isOurs(name) ? List.of(name) : List.of();
    }

    @Override
    public Optional<String> delete(String name) {
        client.deleteStream(request -> request.streamName(name).enforceConsumerDeletion(true));
        return Optional.empty();
    }

    private void awaitActive(String name) {
        try (KinesisWaiter waiter = KinesisWaiter.builder()
                .client(client)
                .overrideConfiguration(override -> override.maxAttempts(PATIENCE)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(PAUSE)))
                .build()) {
            waiter.waitUntilStreamExists(request -> request.streamName(name));
        }
    }

    private Optional<StreamDescriptionSummary> summary(String name) {
        try {
            return Optional.of(client.describeStreamSummary(request -> request.streamName(name))
                    .streamDescriptionSummary());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String name) {
        return client.listTagsForStream(request -> request.streamName(name)).tags().stream()
                .anyMatch(
                        tag -> tag.key().equals(Installation.TAG) && tag.value().equals(installation.name()));
    }
}
