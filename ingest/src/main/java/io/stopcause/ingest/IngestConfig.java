package io.stopcause.ingest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.ingest.check.ChecksConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.ecs.EcsConfig;
import io.stopcause.ingest.kinesis.KinesisConfig;
import io.stopcause.ingest.sqs.SqsConfig;
import java.util.List;
import java.util.Optional;

/**
 * What is read for as long as the process lives.
 *
 * @param aws where AWS is; by default all by the SDK's own conventions
 * @param queues SQS queues that EventBridge rules send to
 * @param logs log groups of CloudWatch Logs, by polling
 * @param streams streams of Kinesis Data Streams that log groups are subscribed to
 * @param reconcile how ECS is asked for what no event has told; not at all without it
 * @param checks how the account is looked into; by default it is, where anything else is configured here
 */
public record IngestConfig(
        Optional<AwsConfig> aws,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<SqsConfig> queues,
        Optional<CloudWatchConfig> logs,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<KinesisConfig> streams,
        Optional<EcsConfig> reconcile,
        Optional<ChecksConfig> checks) {

    /** Reads nothing. */
    public static final IngestConfig NONE = new IngestConfig(
            Optional.empty(), List.of(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public IngestConfig {
        queues = List.copyOf(queues);
        streams = List.copyOf(streams);
    }

    /** Whether anything is read that only a Region tells where it is. */
    boolean isRegional() {
        return logs.isPresent() || !streams.isEmpty() || reconcile.isPresent();
    }

    /** How questions are answered; empty where they are not. */
    Optional<ChecksConfig> answered() {
        boolean usual = aws.isPresent() || !queues.isEmpty() || isRegional();
        ChecksConfig config = checks.orElse(ChecksConfig.DEFAULT);
        return config.enabled().orElse(usual) ? Optional.of(config) : Optional.empty();
    }
}
