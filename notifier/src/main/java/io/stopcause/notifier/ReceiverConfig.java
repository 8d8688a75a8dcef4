package io.stopcause.notifier;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Delivery;
import io.stopcause.notifier.receiver.Receiver;
import io.stopcause.notifier.receiver.ReceiverFactory;
import io.stopcause.notifier.receiver.Secrets;
import io.stopcause.notifier.receiver.Specimen;
import io.stopcause.notifier.receiver.Surroundings;
import io.stopcause.notifier.receiver.console.ConsoleReceiverConfig;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A receiver: a name and exactly one block that says what it is.
 *
 * @param name that routes use
 * @param blocks by the name of their kind, in the order of the file
 */
@JsonDeserialize(using = ReceiverReader.class)
public record ReceiverConfig(String name, Map<String, ReceiverFactory> blocks) {

    public ReceiverConfig {
        blocks = Collections.unmodifiableMap(new LinkedHashMap<>(blocks));
    }

    /** A receiver that prints. */
    public static ReceiverConfig ofConsole(String name, ConsoleReceiverConfig console) {
        return new ReceiverConfig(name, Map.of(ReceiverKind.CONSOLE.wire(), console));
    }

    /** Whether what is invented comes here, and nothing else. */
    boolean isCanary() {
        return blocks.containsKey(ReceiverKind.CANARY.wire());
    }

    /** All that is wrong with it, paths relative to it. */
    List<ConfigProblem> problems(Secrets secrets) {
        if (name.isBlank()) {
            return List.of(new ConfigProblem("name", "is empty"));
        }
        if (blocks.size() != 1) {
            String found = blocks.isEmpty() ? "none" : String.join(" and ", blocks.keySet());
            return List.of(new ConfigProblem(
                    "",
                    "receiver '" + name + "' needs exactly one of " + String.join(", ", ReceiverKind.names())
                            + "; found " + found));
        }
        return blocks.entrySet().stream()
                .flatMap(block ->
                        block.getValue().problems(secrets).stream().map(problem -> problem.under(block.getKey())))
                .toList();
    }

    /**
     * Sends an invented incident that says so, and at once its end; what became of it. {@link NotifierConfig#problems}
     * has been asked before.
     */
    public Delivery sendTest(Surroundings surroundings) {
        Instant now = surroundings.clock().instant();
        try (Receiver receiver = factory().open(surroundings)) {
            Delivery begun = receiver.deliver(Specimen.dispatch(now));
            return begun instanceof Delivery.Delivered delivered
                    ? receiver.deliver(Specimen.end(now, delivered.reference()))
                    : begun;
        }
    }

    /** Whether the other side can be reached, without a message; what is wrong, in words, or nothing. */
    public Optional<String> check(Surroundings surroundings) {
        try (Receiver receiver = factory().open(surroundings)) {
            return receiver.check();
        }
    }

    /** The one block; {@link #problems} has been asked before. */
    ReceiverFactory factory() {
        return blocks.values().iterator().next();
    }
}
