package io.stopcause.notifier.receiver.webhook;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpPost;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * A body in somebody else's form, as a Mustache template.
 *
 * @param text the template itself
 * @param textFile a file that holds it
 * @param contentType {@code application/json} without it; values are escaped as the type needs it
 */
public record TemplateConfig(Optional<SecretText> text, Optional<String> textFile, Optional<String> contentType) {

    List<ConfigProblem> problems(Secrets secrets) {
        Secrets.Lookup found = find(secrets);
        if (!WebhookTemplate.isType(type())) {
            return List.of(new ConfigProblem("contentType", "'" + type() + "' is no type such as " + HttpPost.JSON));
        }
        return found.secret()
                .map(template -> WebhookTemplate.problem(template, type()).stream()
                        .map(why -> new ConfigProblem(textFile.isPresent() ? "textFile" : "text", why))
                        .toList())
                .orElse(found.problems());
    }

    WebhookTemplate read(Secrets secrets) {
        return WebhookTemplate.of(find(secrets).required(), type());
    }

    private String type() {
        return contentType.orElse(HttpPost.JSON);
    }

    private Secrets.Lookup find(Secrets secrets) {
        return secrets.find("text", text, textFile);
    }
}
