package io.stopcause.notifier.receiver.alertmanager;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.stopcause.model.Scope;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Dispatch;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An alert of the API v2.
 *
 * @param startsAt never after {@code endsAt}, which the Alertmanager would refuse
 * @param generator page of the incident
 * @see <a href="https://prometheus.io/docs/alerting/latest/clients/">Sending alerts</a>
 */
record Alert(
        Map<String, String> labels,
        Map<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        @JsonProperty("generatorURL") Optional<String> generator) {

    private static final int LABEL = 512;

    static Alert of(Dispatch dispatch, Changing changing, Instant endsAt) {
        Instant begin = dispatch.incident().life().firstSeen();
        return new Alert(
                labels(dispatch, changing),
                annotations(dispatch.message()),
                begin.isAfter(endsAt) ? endsAt : begin,
                endsAt,
                dispatch.message().links().page());
    }

    /** An empty label is none. */
    private static Map<String, String> labels(Dispatch dispatch, Changing changing) {
        Scope scope = dispatch.incident().headline().scope();
        Map<String, String> labels = new TreeMap<>();
        labels.put("alertname", changing.cause());
        labels.put("severity", changing.severity());
        labels.put("job", "stopcause");
        labels.put("incident", dispatch.incident().id());
        labels.put("account", scope.account());
        labels.put("region", scope.region());
        scope.cluster().ifPresent(name -> labels.put("cluster", name));
        scope.service().ifPresent(name -> labels.put("service", name));
        scope.family().ifPresent(name -> labels.put("family", name));
        scope.logGroup().ifPresent(name -> labels.put("log_group", name));
        labels.replaceAll((name, value) -> SafeText.cut(SafeText.line(SafeText.cut(value, 2 * LABEL)), LABEL));
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    private static Map<String, String> annotations(Message message) {
        Map<String, String> annotations = new TreeMap<>();
        annotations.put("summary", message.head().title());
        annotations.put("description", String.join("\n", MessageText.body(message)));
        annotations.put("status", message.head().status());
        annotations.put("certainty", message.proof().certainty());
        annotations.put("changed", message.reach().revision());
        annotations.put(
                "command", message.action().first().map(Message.Step::code).orElse(""));
        message.links().console().stream()
                .findFirst()
                .ifPresent(link -> annotations.put("aws_console", link.address()));
        annotations.values().removeIf(String::isEmpty);
        return annotations;
    }
}
