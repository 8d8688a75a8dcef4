package io.stopcause.notifier.receiver.slack;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * Buttons below a bot's messages. Slack tells of a press over a connection that stopcause opens (Socket Mode), so that
 * nothing has to be reachable from outside.
 *
 * @param appToken of the app, with the scope {@code connections:write}
 * @param appTokenFile a file that holds it
 */
public record SlackButtonsConfig(Optional<SecretText> appToken, Optional<String> appTokenFile) {

    List<ConfigProblem> problems(Secrets secrets) {
        return find(secrets).problems();
    }

    String token(Secrets secrets) {
        return find(secrets).required();
    }

    private Secrets.Lookup find(Secrets secrets) {
        return secrets.find("appToken", appToken, appTokenFile);
    }
}
