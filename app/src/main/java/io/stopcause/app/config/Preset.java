package io.stopcause.app.config;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import software.amazon.msk.auth.iam.IAMClientCallbackHandler;
import software.amazon.msk.auth.iam.IAMLoginModule;

/** Settings that belong together, for the usual ways to reach a Kafka cluster. */
public enum Preset {
    /** An encrypted connection; who asks is told by a certificate or not at all. */
    TLS,
    /** An encrypted connection, user and password. Needs {@code username} and {@code password}. */
    SCRAM,
    /** Amazon MSK with the identity that the process has in AWS. */
    MSK_IAM;

    /** The name in the file. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Map<String, String> properties() {
        return switch (this) {
            case TLS -> Map.of("security.protocol", "SSL");
            case SCRAM -> Map.of("security.protocol", "SASL_SSL", "sasl.mechanism", "SCRAM-SHA-512");
            case MSK_IAM ->
                Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "AWS_MSK_IAM",
                        "sasl.jaas.config",
                        IAMLoginModule.class.getName() + " required;",
                        "sasl.client.callback.handler.class",
                        IAMClientCallbackHandler.class.getName());
        };
    }
}
