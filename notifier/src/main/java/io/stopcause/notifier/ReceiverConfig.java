package io.stopcause.notifier;

import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.console.ConsoleReceiverConfig;
import io.stopcause.notifier.receiver.email.EmailConfig;
import io.stopcause.notifier.receiver.slack.SlackReceiverConfig;
import io.stopcause.notifier.receiver.webhook.WebhookConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A receiver: a name and exactly one block that says what it is.
 *
 * @param name that routes use
 * @param slack a Slack channel
 * @param email a mailbox
 * @param webhook an HTTP server
 * @param console the terminal
 */
public record ReceiverConfig(
        String name,
        Optional<SlackReceiverConfig> slack,
        Optional<EmailConfig> email,
        Optional<WebhookConfig> webhook,
        Optional<ConsoleReceiverConfig> console) {

    /** A receiver that prints. */
    public static ReceiverConfig ofConsole(String name, ConsoleReceiverConfig console) {
        return new ReceiverConfig(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(console));
    }

    /** All that is wrong with it, paths relative to it. */
    List<ConfigProblem> problems(Secrets secrets) {
        Map<String, ReceiverFactory> blocks = blocks();
        if (name.isBlank()) {
            return List.of(new ConfigProblem("name", "is empty"));
        }
        if (blocks.size() != 1) {
            String found = blocks.isEmpty() ? "none" : String.join(" and ", blocks.keySet());
            return List.of(new ConfigProblem(
                    "", "receiver '" + name + "' needs exactly one of slack, email, webhook, console; found " + found));
        }
        return blocks.entrySet().stream()
                .flatMap(block ->
                        block.getValue().problems(secrets).stream().map(problem -> problem.under(block.getKey())))
                .toList();
    }

    /** The one block; {@link #problems} has been asked before. */
    ReceiverFactory factory() {
        return blocks().values().iterator().next();
    }

    private Map<String, ReceiverFactory> blocks() {
        Map<String, ReceiverFactory> blocks = new LinkedHashMap<>();
        slack.ifPresent(block -> blocks.put("slack", block));
        email.ifPresent(block -> blocks.put("email", block));
        webhook.ifPresent(block -> blocks.put("webhook", block));
        console.ifPresent(block -> blocks.put("console", block));
        return blocks;
    }
}
