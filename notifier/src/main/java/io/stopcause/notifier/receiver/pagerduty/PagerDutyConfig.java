package io.stopcause.notifier.receiver.pagerduty;

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
 * A PagerDuty service.
 *
 * @param routingKey the integration key of an "Events API v2" integration
 * @param routingKeyFile a file that holds it
 * @param changeEvents whether the revision that an incident began with is told as a change event; on without it
 * @param apiUrl {@value #USUAL} without it; {@code https://events.eu.pagerduty.com} in the EU service region
 */
public record PagerDutyConfig(
        Optional<SecretText> routingKey,
        Optional<String> routingKeyFile,
        Optional<Boolean> changeEvents,
        Optional<String> apiUrl)
        implements ReceiverFactory {

    private static final String USUAL = "https://events.pagerduty.com";

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>(key(secrets).problems());
        HttpAddress.problem("apiUrl", apiUrl).ifPresent(problems::add);
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new PagerDutyReceiver(
                URI.create(apiUrl.orElse(USUAL)),
                key(surroundings.secrets()).required(),
                changeEvents.orElse(true),
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()));
    }

    private Secrets.Lookup key(Secrets secrets) {
        return secrets.find("routingKey", routingKey, routingKeyFile);
    }
}
