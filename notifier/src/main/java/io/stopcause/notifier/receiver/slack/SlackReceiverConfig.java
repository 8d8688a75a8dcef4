package io.stopcause.notifier.receiver.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.HttpAddress;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Slack channel: by an incoming webhook, which is quick to set up and sends a new message each time, or by a bot,
 * which edits one message for each incident and tells its news in the thread.
 *
 * @param webhookUrl address of an incoming webhook
 * @param webhookUrlFile a file that holds it
 * @param token of a bot with the scope {@code chat:write}; with {@code channels:history} it finds what a crash cut off
 * @param tokenFile a file that holds it
 * @param channel id of the channel; with a token only
 * @param buttons to acknowledge, to silence, and to say that the cause is wrong; with a token only, none without it
 * @param apiUrl of Slack's API, with a slash at its end; {@code https://slack.com/api/} without it
 */
public record SlackReceiverConfig(
        Optional<SecretText> webhookUrl,
        Optional<String> webhookUrlFile,
        Optional<SecretText> token,
        Optional<String> tokenFile,
        Optional<String> channel,
        Optional<SlackButtonsConfig> buttons,
        Optional<String> apiUrl)
        implements ReceiverFactory {

    private static final int TIMEOUT_MILLIS = 10_000;

    /** A message can be posted by a channel's name, but only be found again by its id. */
    private static final String CHANNEL_ID = "[CGD][A-Z0-9]{8,}";

    @Override
    public List<ConfigProblem> problems(Secrets secrets) {
        if (hasWebhook() == hasToken()) {
            return List.of(new ConfigProblem(
                    "", "needs either webhookUrl (or webhookUrlFile), or token (or tokenFile) and channel"));
        }
        return hasWebhook() ? webhookProblems(secrets) : botProblems(secrets);
    }

    private List<ConfigProblem> webhookProblems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>(webhook(secrets).problems());
        channel.ifPresent(name ->
                problems.add(new ConfigProblem("channel", "'" + name + "' has no effect: the webhook has its own")));
        if (buttons.isPresent()) {
            problems.add(new ConfigProblem("buttons", "need a bot: give token and channel in place of webhookUrl"));
        }
        return problems;
    }

    private List<ConfigProblem> botProblems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>(bot(secrets).problems());
        if (channel.filter(name -> !name.isBlank()).isEmpty()) {
            problems.add(new ConfigProblem("channel", "is missing; a bot needs to know where to write"));
        } else {
            channel.filter(name -> !name.matches(CHANNEL_ID))
                    .ifPresent(name -> problems.add(new ConfigProblem(
                            "channel",
                            "'" + name + "' is no id such as C0123456789;"
                                    + " Slack shows it at the end of the channel's details")));
        }
        buttons.ifPresent(row -> row.problems(secrets).forEach(problem -> problems.add(problem.under("buttons"))));
        apiUrl.filter(address -> HttpAddress.problem(address).isPresent() || !address.endsWith("/"))
                .ifPresent(address -> problems.add(new ConfigProblem(
                        "apiUrl", "'" + address + "' must be an http address with a slash at its end")));
        return problems;
    }

    @Override
    public Receiver open(Surroundings surroundings) {
        Slack slack = Slack.getInstance(client());
        return hasWebhook()
                ? new SlackWebhookReceiver(slack, HttpAddress.of(webhook(surroundings.secrets())), surroundings.clock())
                : bot(slack, surroundings);
    }

    private Receiver bot(Slack slack, Surroundings surroundings) {
        MethodsClient methods = slack.methods(bot(surroundings.secrets()).required());
        return new SlackBotReceiver(
                slack,
                methods,
                channel.orElseThrow(),
                surroundings.clock(),
                buttons.map(row -> new SlackSocket(
                        slack, row.token(surroundings.secrets()), new SlackDesk(methods, surroundings.orders()))));
    }

    private SlackConfig client() {
        SlackConfig config = new SlackConfig();
        config.setHttpClientCallTimeoutMillis(TIMEOUT_MILLIS);
        config.setHttpClientReadTimeoutMillis(TIMEOUT_MILLIS);
        config.setHttpClientWriteTimeoutMillis(TIMEOUT_MILLIS);
        config.setStatsEnabled(false);
        apiUrl.ifPresent(config::setMethodsEndpointUrlPrefix);
        return config;
    }

    private boolean hasWebhook() {
        return webhookUrl.isPresent() || webhookUrlFile.isPresent();
    }

    private boolean hasToken() {
        return token.isPresent() || tokenFile.isPresent();
    }

    private Secrets.Lookup webhook(Secrets secrets) {
        return secrets.findAddress("webhookUrl", webhookUrl, webhookUrlFile);
    }

    private Secrets.Lookup bot(Secrets secrets) {
        return secrets.find("token", token, tokenFile);
    }
}
