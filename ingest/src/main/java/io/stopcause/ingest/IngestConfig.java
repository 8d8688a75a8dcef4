package io.stopcause.ingest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.ingest.check.ChecksConfig;
import io.stopcause.ingest.cloudwatch.CloudWatchConfig;
import io.stopcause.ingest.sqs.SqsConfig;
import java.util.List;
import java.util.Optional;

/**
 * What is read for as long as the process lives.
 *
 * @param aws where AWS is; by default all by the SDK's own conventions
 * @param queues SQS queues that EventBridge rules send to
 * @param logs log groups of CloudWatch Logs
 * @param checks how the account is looked into; by default it is, where anything else is configured here
 */
public record IngestConfig(
        Optional<AwsConfig> aws,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<SqsConfig> queues,
        Optional<CloudWatchConfig> logs,
        Optional<ChecksConfig> checks) {

    /** Reads nothing. */
    public static final IngestConfig NONE =
            new IngestConfig(Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    public IngestConfig {
        queues = List.copyOf(queues);
    }

    /** How questions are answered; empty where they are not. */
    Optional<ChecksConfig> answered() {
        boolean usual = aws.isPresent() || !queues.isEmpty() || logs.isPresent();
        ChecksConfig config = checks.orElse(ChecksConfig.DEFAULT);
        return config.enabled().orElse(usual) ? Optional.of(config) : Optional.empty();
    }
}
