package io.stopcause.notifier;

import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.alertmanager.AlertmanagerConfig;
import io.stopcause.notifier.receiver.canary.CanaryConfig;
import io.stopcause.notifier.receiver.console.ConsoleReceiverConfig;
import io.stopcause.notifier.receiver.discord.DiscordConfig;
import io.stopcause.notifier.receiver.email.EmailConfig;
import io.stopcause.notifier.receiver.opsgenie.OpsgenieConfig;
import io.stopcause.notifier.receiver.pagerduty.PagerDutyConfig;
import io.stopcause.notifier.receiver.slack.SlackReceiverConfig;
import io.stopcause.notifier.receiver.sns.SnsConfig;
import io.stopcause.notifier.receiver.teams.TeamsConfig;
import io.stopcause.notifier.receiver.webhook.WebhookConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everything that can be told: the names of the blocks in the configuration. */
enum ReceiverKind {
    SLACK(SlackReceiverConfig.class),
    EMAIL(EmailConfig.class),
    PAGERDUTY(PagerDutyConfig.class),
    OPSGENIE(OpsgenieConfig.class),
    TEAMS(TeamsConfig.class),
    DISCORD(DiscordConfig.class),
    SNS(SnsConfig.class),
    ALERTMANAGER(AlertmanagerConfig.class),
    WEBHOOK(WebhookConfig.class),
    CONSOLE(ConsoleReceiverConfig.class),
    CANARY(CanaryConfig.class);

    private final Class<? extends ReceiverFactory> block;

    ReceiverKind(Class<? extends ReceiverFactory> block) {
        this.block = block;
    }

    Class<? extends ReceiverFactory> block() {
        return block;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReceiverKind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ReceiverKind::wire).toList();
    }
}
