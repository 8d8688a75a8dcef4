package io.stopcause.ingest.install.account;

import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.LogChoice;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroupClass;

/** Finds the log groups that somebody chose. */
final class LogGroups {

    private final CloudWatchLogsClient client;
    private final Installation installation;

    LogGroups(CloudWatchLogsClient client, Installation installation) {
        this.client = client;
        this.installation = installation;
    }

    /** Their names, each with why it is left out, in words; empty words for those that can be subscribed. */
    Map<String, String> find(LogChoice choice) {
        Map<String, String> groups = new TreeMap<>();
        for (String prefix : choice.prefixes()) {
            client.describeLogGroupsPaginator(request -> {
                        if (!prefix.isEmpty()) {
                            request.logGroupNamePrefix(prefix);
                        }
                    })
                    .logGroups()
                    .forEach(group -> groups.put(group.logGroupName(), leftOut(group)));
        }
        for (String name : choice.groups()) {
            groups.put(
                    name,
                    client.describeLogGroupsPaginator(request -> request.logGroupNamePrefix(name)).logGroups().stream()
                            .filter(group -> group.logGroupName().equals(name))
                            .map(this::leftOut)
                            .findFirst()
                            .orElse("does not exist"));
        }
        return groups;
    }

    private String leftOut(LogGroup group) {
        if (LogChoice.isOwn(group.logGroupName(), installation)) {
            return "stopcause itself writes there";
        }
        return group.logGroupClass() == LogGroupClass.INFREQUENT_ACCESS
                ? "its class, infrequent access, has no subscriptions"
                : "";
    }
}
