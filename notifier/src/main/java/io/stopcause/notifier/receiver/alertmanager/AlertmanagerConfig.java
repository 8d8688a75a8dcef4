package io.stopcause.notifier.receiver.alertmanager;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.HttpSender;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Credentials;

/**
 * A Prometheus Alertmanager.
 *
 * @param url one address, or those of all members of a cluster; a path before {@code /api/v2} may be part of it
 * @param refreshSeconds how often an open alert is sent again, from 10 to 3600; 60 without it. Four times as long
 *     after the last one the Alertmanager takes it for resolved
 * @param username for a proxy that asks for one
 * @param password where there is a user name
 * @param passwordFile a file that holds it
 */
public record AlertmanagerConfig(
        @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        List<String> url,

        Optional<Integer> refreshSeconds,
        Optional<String> username,
        Optional<SecretText> password,
        Optional<String> passwordFile)
        implements ReceiverFactory {

    private static final int USUAL = 60;
    private static final int SHORTEST = 10;
    private static final int LONGEST = 3600;

    public AlertmanagerConfig {
        url = List.copyOf(url);
    }

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (url.isEmpty()) {
            problems.add(new ConfigProblem("url", "is empty"));
        }
        for (int i = 0; i < url.size(); i++) {
            HttpAddress.problem("url[" + i + "]", Optional.of(url.get(i))).ifPresent(problems::add);
        }
        refreshSeconds
                .filter(seconds -> seconds < SHORTEST || seconds > LONGEST)
                .map(seconds -> new ConfigProblem(
                        "refreshSeconds", seconds + " must lie between " + SHORTEST + " and " + LONGEST))
                .ifPresent(problems::add);
        if (username.isPresent()) {
            problems.addAll(secrets.find("password", password, passwordFile).problems());
        } else if (password.isPresent() || passwordFile.isPresent()) {
            problems.add(new ConfigProblem("username", "is missing, and there is a password"));
        }
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        return new AlertmanagerReceiver(
                url.stream()
                        .map(address -> URI.create(address.replaceAll("/+$", "") + "/api/v2/alerts"))
                        .toList(),
                username.map(name -> Credentials.basic(
                        name,
                        surroundings
                                .secrets()
                                .find("password", password, passwordFile)
                                .required())),
                Duration.ofSeconds(refreshSeconds.orElse(USUAL)),
                new HttpSender(HttpSender.TIMEOUT, surroundings.clock()),
                surroundings.clock());
    }
}
