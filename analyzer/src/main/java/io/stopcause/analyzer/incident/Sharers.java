package io.stopcause.analyzer.incident;

import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Incident;
import io.stopcause.model.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Who else runs with the thing that an answer confirmed to be at fault. */
final class Sharers {

    private static final String CHECK = "services-sharing";
    private static final String IMAGE = "image";
    private static final String DIGEST = "digest";

    /** What a check is about, if services can share it: the most particular first. */
    private static final List<String> KINDS = List.of("secret", IMAGE, "subnet", "role");

    private Sharers() {}

    /** What to ask the account once it has confirmed a cause; empty where the cause lies in nothing that is shared. */
    static Optional<Question> question(Answer confirming) {
        Map<String, String> told = new TreeMap<>(confirming.facts());
        told.putAll(confirming.question().about());
        return KINDS.stream().filter(told::containsKey).findFirst().map(kind -> {
            Map<String, String> about = new TreeMap<>(Map.of(kind, told.getOrDefault(kind, "")));
            if (kind.equals(IMAGE) && told.containsKey(DIGEST)) {
                about.put(DIGEST, told.getOrDefault(DIGEST, ""));
            }
            return new Question(confirming.question().scope(), CHECK, about);
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
