package io.stopcause.ingest.install.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import io.stopcause.model.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Tag;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Rules on EventBridge's default bus, each with its one target. */
final class EventRuleApi implements ResourceApi {

    /** Of our target; others may add targets of their own. */
    private static final String TARGET = "stopcause";

    private final EventBridgeClient client;
    private final Installation installation;

    EventRuleApi(EventBridgeClient client, Installation installation) {
        this.client = client;
        this.installation = installation;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT_RULE;
    }

    @Override
    public Optional<Found> find(Resource wanted) {
        Optional<DescribeRuleResponse> rule = rule(wanted.name());
        if (rule.isEmpty()) {
            return Optional.empty();
        }
        if (!isOurs(rule.get().arn())) {
            return Optional.of(new Found.Foreign(
                    "a rule of this name is there, without the tag " + Installation.TAG + "=" + installation.name()));
        }
        SortedMap<String, JsonNode> settings = new TreeMap<>();
        settings.put("State", TextNode.valueOf(rule.get().stateAsString()));
        Optional.ofNullable(rule.get().description())
                .ifPresent(text -> settings.put("Description", TextNode.valueOf(text)));
        Optional.ofNullable(rule.get().eventPattern())
                .ifPresent(text -> settings.put("EventPattern", Json.read(text, JsonNode.class)));
        target(wanted.name()).ifPresent(target -> settings.put("Target", settings(target)));
        return Optional.of(new Found.Ours(settings));
    }

    /** Disabled: nothing flows before queue, policy and target have been seen to stand. */
    @Override
    public void create(Resource wanted) {
        put(wanted, RuleState.DISABLED);
    }

    @Override
    public void update(Resource wanted) {
        put(wanted, rule(wanted.name()).map(DescribeRuleResponse::state).orElse(RuleState.DISABLED));
    }

    @Override
    public void activate(Resource wanted) {
        if (!target(wanted.name()).map(EventRuleApi::settings).equals(Optional.of(wanted.setting("Target")))) {
            throw new InstallException(wanted.words()
                    + " has no target, or another one than was set a moment ago: somebody else changes it too");
        }
        client.enableRule(request -> request.name(wanted.name()));
    }

    @Override
    public List<String> owned() {
        return client.listRules(request -> request.namePrefix(installation.name())).rules().stream()
                .filter(rule -> isOurs(rule.arn()))
                .map(Rule::name)
                .toList();
    }

    @Override
    public void stop(String name) {
        client.disableRule(request -> request.name(name));
    }

    @Override
    public Optional<String> delete(String name) {
        RemoveTargetsResponse removed =
                client.removeTargets(request -> request.rule(name).ids(TARGET));
        if (removed.failedEntryCount() > 0) {
            return Optional.of("its target could not be removed: "
                    + removed.failedEntries().get(0).errorMessage());
        }
        List<Target> others =
                client.listTargetsByRule(request -> request.rule(name)).targets();
        if (!others.isEmpty()) {
            return Optional.of("somebody added a target: " + others.get(0).arn());
        }
        client.deleteRule(request -> request.name(name));
        return Optional.empty();
    }

    private void put(Resource wanted, RuleState state) {
        client.putRule(request -> request.name(wanted.name())
                .description(wanted.setting("Description").asText())
                .eventPattern(Json.write(wanted.setting("EventPattern")))
                .state(state)
                .tags(Tag.builder()
                        .key(Installation.TAG)
                        .value(installation.name())
                        .build()));
        JsonNode target = wanted.setting("Target");
        PutTargetsResponse response = client.putTargets(request -> request.rule(wanted.name())
                .targets(Target.builder()
                        .id(TARGET)
                        .arn(target.path("Arn").asText())
                        .deadLetterConfig(letters ->
                                letters.arn(target.path("DeadLetterArn").asText()))
                        .build()));
        if (response.failedEntryCount() > 0) {
            throw new InstallException(wanted.words() + ": its target is refused: "
                    + response.failedEntries().get(0).errorMessage());
        }
    }

    private Optional<DescribeRuleResponse> rule(String name) {
        try {
            return Optional.of(client.describeRule(request -> request.name(name)));
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(String arn) {
        return client.listTagsForResource(request -> request.resourceARN(arn)).tags().stream()
                .anyMatch(
                        tag -> tag.key().equals(Installation.TAG) && tag.value().equals(installation.name()));
    }

    private Optional<Target> target(String rule) {
        return client.listTargetsByRule(request -> request.rule(rule)).targets().stream()
                .filter(target -> target.id().equals(TARGET))
                .findFirst();
    }

    private static JsonNode settings(Target target) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("Arn", target.arn());
        if (target.deadLetterConfig() != null) {
            settings.put("DeadLetterArn", target.deadLetterConfig().arn());
        }
        return Json.read(Json.write(settings), JsonNode.class);
    }
}
