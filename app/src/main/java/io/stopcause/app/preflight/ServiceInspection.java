package io.stopcause.app.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.analyzer.preflight.Definition;
import io.stopcause.analyzer.preflight.Flaw;
import io.stopcause.analyzer.preflight.Part;
import io.stopcause.analyzer.preflight.Preflight;
import io.stopcause.analyzer.rule.Check;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.app.preflight.Suspicions.Suspicion;
import io.stopcause.ingest.check.Answerer;
import io.stopcause.ingest.check.service.ServiceReading;
import io.stopcause.model.Answer;
import io.stopcause.model.Keys;
import io.stopcause.model.Question;
import io.stopcause.model.Remediation;
import io.stopcause.model.Verified;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks at a service that exists, by calls that read and never change: at its task definition as at one in a file, and at
 * the account with the checks by which incidents are confirmed.
 */
public final class ServiceInspection {

    private final RuleSet rules;
    private final Answerer answerer;
    private final String name;
    private final List<Located> flaws = new ArrayList<>();
    private final TreeSet<String> unchecked = new TreeSet<>();

    private ServiceInspection(RuleSet rules, Answerer answerer, String name) {
        this.rules = rules;
        this.answerer = answerer;
        this.name = name;
    }

    /**
     * What came of it.
     *
     * @param unchecked why something could not be looked at, a sentence each
     */
    public record Result(List<Located> flaws, List<String> unchecked) {
        public Result {
            flaws = List.copyOf(flaws);
            unchecked = List.copyOf(unchecked);
        }
    }

    /**
     * Looks.
     *
     * @param cluster name or ARN
     * @throws io.stopcause.ingest.check.NotSeenException if the service cannot be read, with the reason
     */
    public static Result of(String cluster, String service, RuleSet rules, Answerer answerer) {
        ServiceReading reading = answerer.read(
                new Question("//" + Keys.lastSegment(cluster) + "/" + service, "preflight", Map.of("cluster", cluster)),
                ServiceReading.ACTIONS,
                ServiceReading::of);
        ServiceInspection inspection = new ServiceInspection(rules, answerer, cluster + "/" + service);
        inspection.inspect(reading);
        inspection.ask(reading);
        inspection.flaws.sort(Comparator.comparing(located -> located.flaw().kind()));
        return new Result(inspection.flaws, List.copyOf(inspection.unchecked));
    }

    private void inspect(ServiceReading reading) {
        Optional<String> launchType = Stream.concat(
                        Stream.of(reading.service().path("launchType").asText()),
                        reading
                                .service()
                                .path("capacityProviderStrategy")
                                .findValuesAsText("capacityProvider")
                                .stream())
                .map(each -> each.startsWith("FARGATE") ? "FARGATE" : each)
                .filter(each -> each.equals("FARGATE") || each.equals("EC2"))
                .findFirst();
        String revision = revision(reading.definition());
        Preflight.of(new Definition(Part.root(reading.definition()), true, launchType))
                .forEach(flaw -> add("task definition " + revision, flaw));
        Preflight.ofService(Part.root(reading.service())).forEach(flaw -> add("service " + name, flaw));
        for (JsonNode group : reading.logGroups()) {
            Preflight.ofLogGroup(Part.root(group))
                    .forEach(flaw ->
                            add("log group " + group.path("logGroupName").asText(), flaw));
        }
    }

    private static String revision(JsonNode definition) {
        return definition.path("family").asText() + ":"
                + definition.path("revision").asText();
    }

    private void add(String subject, Flaw flaw) {
        flaws.add(new Located(name, 1, subject, flaw.path(), flaw));
    }

    private void ask(ServiceReading reading) {
        Map<String, String> common = values(reading);
        String scope = String.join(
                "/",
                common.getOrDefault("account", ""),
                common.getOrDefault("region", ""),
                common.getOrDefault("cluster", ""),
                common.getOrDefault("service", ""));
        Suspicions.of(reading, common).stream().distinct().forEach(each -> ask(each, scope));
    }

    private static Map<String, String> values(ServiceReading reading) {
        JsonNode service = reading.service();
        JsonNode definition = reading.definition();
        String[] arn = service.path("serviceArn").asText().split(":", -1);
        Map<String, String> values = new TreeMap<>();
        values.put("region", arn.length > 4 ? arn[3] : "");
        values.put("account", arn.length > 4 ? arn[4] : "");
        values.put("cluster", Keys.lastSegment(service.path("clusterArn").asText()));
        values.put("service", service.path("serviceName").asText());
        values.put("family", definition.path("family").asText());
        values.put("taskDefinition", revision(definition));
        values.put("executionRole", definition.path("executionRoleArn").asText());
        values.put("taskRole", definition.path("taskRoleArn").asText());
        platform(service, definition).ifPresent(platform -> {
            values.put("taskPlatform", platform);
            values.put("hostPlatform", platform);
        });
        values.values().removeIf(String::isBlank);
        return values;
    }

    /** On Fargate it is what the definition says, else x86_64 and Linux; on instances it is the instances'. */
    private static Optional<String> platform(JsonNode service, JsonNode definition) {
        JsonNode platform = definition.path("runtimePlatform");
        String cpu = platform.path("cpuArchitecture").asText();
        boolean fargate = service.toString().contains("FARGATE");
        if (!fargate && cpu.isEmpty()) {
            return Optional.empty();
        }
        boolean windows = platform.path("operatingSystemFamily").asText().startsWith("WINDOWS");
        return Optional.of((windows ? "windows/" : "linux/") + (cpu.equals("ARM64") ? "arm64" : "amd64"));
    }

    private void ask(Suspicion suspicion, String scope) {
        Rule rule = rules.forCause(suspicion.cause())
                .filter(found -> !found.checks().isEmpty())
                .orElse(null);
        if (rule == null) {
            return; // the team's own rules may have muted it, or ask nothing
        }
        for (Check check : rule.checks()) {
            check.about(suspicion.values())
                    .map(about -> answerer.answer(new Question(scope, check.ask(), about)))
                    .ifPresent(answer -> judge(suspicion, rule, check, answer));
        }
    }

    private void judge(Suspicion suspicion, Rule rule, Check check, Answer answer) {
        Verified verified = check.judge(answer.outcome());
        if (verified == Verified.UNCHECKED) {
            unchecked.add(rule.cause() + ": " + answer.explanation());
        }
        if (verified == Verified.CONFIRMED) {
            Map<String, String> values = new TreeMap<>(answer.facts());
            values.putAll(suspicion.values());
            add(
                    "task definition " + suspicion.values().getOrDefault("taskDefinition", ""),
                    new Flaw(
                            Flaw.Kind.FAILURE,
                            rule.cause(),
                            suspicion.subject(),
                            suspicion.path(),
                            answer.explanation().replaceAll("\\.$", ""),
                            change(rule.remediation().fill(values)),
                            rule.references().stream().findFirst().orElse("")));
        }
    }

    private static String change(Remediation remedy) {
        return remedy.steps().stream()
                .findFirst()
                .map(step -> step.code().isEmpty() || step.code().contains("\n")
                        ? step.text()
                        : step.text() + ": " + step.code())
                .orElse(remedy.what());
    }
}
