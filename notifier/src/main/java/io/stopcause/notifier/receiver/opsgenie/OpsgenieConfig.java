package io.stopcause.notifier.receiver.opsgenie;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Opsgenie account, or Jira Service Management with the same API.
 *
 * @param apiKey of an API integration that may create and change alerts
 * @param apiKeyFile a file that holds it
 * @param teams names of the teams that are responsible; the integration's own without them
 * @param apiUrl {@value #USUAL} without it; {@code https://api.eu.opsgenie.com} in the EU
 */
public record OpsgenieConfig(
        Optional<SecretText> apiKey,
        Optional<String> apiKeyFile,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> teams,
        Optional<String> apiUrl)
        implements ReceiverFactory {

    private static final String USUAL = "https://api.opsgenie.com";

    public OpsgenieConfig {
        teams = List.copyOf(teams);
    }

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>(key(secrets).problems());
        HttpAddress.problem("apiUrl", apiUrl).ifPresent(problems::add);
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new OpsgenieReceiver(
                URI.create(apiUrl.orElse(USUAL)),
                key(surroundings.secrets()).required(),
                teams,
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()));
    }

    private Secrets.Lookup key(Secrets secrets) {
        return secrets.find("apiKey", apiKey, apiKeyFile);
    }
}
