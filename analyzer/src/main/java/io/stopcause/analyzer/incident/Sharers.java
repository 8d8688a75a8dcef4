package io.stopcause.analyzer.incident;

import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Incident;
import io.stopcause.model.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who else runs with the thing that an answer confirmed to be at fault. */
final class Sharers {

    private static final String CHECK = "services-sharing";

    /** What checks whose names begin so are about, if services can share it. */
    private static final Map<String, String> THINGS = new TreeMap<>(Map.of(
            "image-", "image",
            "repository-", "image",
            "secret-", "secret",
            "role-", "role",
            "route-", "subnet",
            "subnet-", "subnet",
            "instance-", "instance"));

    private Sharers() {}

    /** What to ask the account once it has confirmed a cause; empty where the cause lies in nothing that is shared. */
    static Optional<Question> question(Answer confirming) {
        Map<String, String> told = new TreeMap<>(confirming.facts());
        told.putAll(confirming.question().about());
        Optional.ofNullable(told.get("roleName")).ifPresent(name -> told.putIfAbsent("role", name));
        String check = confirming.question().check();
        return THINGS.entrySet().stream()
                .filter(thing -> check.startsWith(thing.getKey()) && told.containsKey(thing.getValue()))
                .findFirst()
                .map(thing -> {
                    told.keySet().retainAll(Set.of(thing.getValue(), "digest"));
                    return new Question(confirming.question().scope(), CHECK, told);
                });
    }

    /** What came back; empty while nothing has, and where nobody else has a part in it. */
    static Optional<Incident.Sharing> of(Answer answer) {
        String services = answer.facts().getOrDefault("services", "");
        if (answer.outcome() != Outcome.YES || services.isEmpty()) {
            return Optional.empty();
        }
        List<String> names = List.of(services.split(" "));
        return Optional.of(new Incident.Sharing(
                answer.facts().getOrDefault("thing", answer.question().check()),
                names.stream().limit(Incident.Sharing.MAX_SERVICES).toList(),
                names.size()));
    }
}
