package io.stopcause.analyzer.ending;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The end of one task: what its codes, reasons and times tell together. Nothing is assumed of what is missing. */
public final class Ending {

    /** How long ECS waits after SIGTERM where the container does not say ({@code stopTimeout}). */
    static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    /** Fields of a container that its task definition tells and that whoever knows it puts into the state. */
    public static final String ESSENTIAL = "essential";

    public static final String TIMEOUT = "stopTimeout";

    private static final Set<StopCode> HOST_ENDS =
            EnumSet.of(StopCode.TERMINATION_NOTICE, StopCode.INFRASTRUCTURE_HEALTH);

    private static final List<String> INJECTED = List.of("aws-guardduty-agent", "ecs-service-connect-", "~internal~");

    private final AwsEvent state;

    private Ending(AwsEvent state) {
        this.state = state;
    }

    public static Ending of(AwsEvent state) {
        return new Ending(state);
    }

    /**
     * Who killed a container, and why that is believed.
     *
     * @param words a sentence
     */
    public record Kill(Killer killer, String words) {}

    /** Whether AWS put the container into the task; its end is never the application's. */
    public static boolean isInjected(String container) {
        return INJECTED.stream().anyMatch(container::startsWith);
    }

    /** Whether the task lives on without the container, as far as is known. */
    public static boolean isOptional(JsonNode container) {
        return container.path(ESSENTIAL).isBoolean()
                && !container.path(ESSENTIAL).booleanValue();
    }

    private static Duration timeout(JsonNode container) {
        JsonNode told = container.path(TIMEOUT);
        return told.canConvertToLong() && told.isNumber() ? Duration.ofSeconds(told.longValue()) : STOP_TIMEOUT;
    }

    /** Who sent SIGKILL to a container; empty if nobody did. */
    public Optional<Kill> kill(JsonNode container) {
        return ExitCode.of(container).filter(ExitCode::isKill).map(code -> killed(container, code));
    }

    private Kill killed(JsonNode container, ExitCode code) {
        Optional<StopCode> stop = state.text("stopCode").flatMap(StopCode::of);
        String reason = container.path("reason").asText() + " "
                + state.text("stoppedReason").orElse("");
        String lower = reason.toLowerCase(Locale.ROOT);
        String exit = "exit " + code.value();
        if (container.path("reason").asText().contains("OutOfMemory") || lower.contains("outofmemoryerror")) {
            return new Kill(Killer.MEMORY, exit + ": ECS says that its memory was used up");
        }
        if (stop.filter(StopCode.SPOT_INTERRUPTION::equals).isPresent()
                || lower.contains("spot task was interrupted")) {
            return new Kill(Killer.SPOT, exit + " came with the end of the Spot capacity");
        }
        if (stop.filter(HOST_ENDS::contains).isPresent() || lower.contains("host ec2")) {
            return new Kill(Killer.HOST, exit + " came with the end of the host");
        }
        if (lower.contains("health check")) {
            return new Kill(Killer.HEALTH_CHECK, exit + " came after ECS stopped the task for its health checks");
        }
        return afterOrder(stop, container, exit)
                .orElseGet(() -> new Kill(
                        Killer.UNKNOWN, exit + " is SIGKILL, and neither codes nor times tell from whom it came"));
    }

    /** Who does not heed SIGTERM is killed at the stop timeout, and not for its memory. */
    private Optional<Kill> afterOrder(Optional<StopCode> stop, JsonNode container, String exit) {
        Optional<Duration> between = between();
        if (stop.filter(StopCode::isOrdered).isPresent()) {
            boolean before = between.filter(Duration::isNegative).isPresent();
            String when = between.map(time -> time.toSeconds() + " s after").orElse("after");
            return before
                    ? Optional.empty()
                    : Optional.of(new Kill(
                            Killer.STOP_TIMEOUT,
                            exit + " came " + when + " the stop order: killed at the stop timeout, not out of memory"));
        }
        boolean late = between.map(Duration::abs)
                .filter(time -> time.compareTo(timeout(container)) >= 0)
                .isPresent();
        return late && stop.filter(StopCode.ESSENTIAL_CONTAINER_EXITED::equals).isPresent()
                ? first(container)
                        .map(other -> new Kill(
                                Killer.STOP_TIMEOUT,
                                exit + " came after container " + other + " had ended and ECS stopped the rest:"
                                        + " killed at the stop timeout, not out of memory"))
                : Optional.empty();
    }

    /** How long a killed container had outlived another with whose end the task ended; empty where that is not so. */
    public Optional<Duration> outlived(JsonNode container) {
        return ExitCode.of(container)
                .filter(ExitCode::isKill)
                .filter(code -> state.text("stopCode")
                        .flatMap(StopCode::of)
                        .filter(StopCode.ESSENTIAL_CONTAINER_EXITED::equals)
                        .isPresent())
                .flatMap(code -> first(container))
                .flatMap(first -> between().map(Duration::abs));
    }

    /** Another container that ended by itself. */
    private Optional<String> first(JsonNode container) {
        return containers().stream()
                .filter(other -> !other.equals(container))
                .filter(other -> ExitCode.of(other)
                        .filter(code -> !code.isKill() && !code.isAsked())
                        .isPresent())
                .map(other -> other.path("name").asText())
                .sorted()
                .findFirst();
    }

    /**
     * From the order to stop until the last container had ended. Where an essential container ended first, ECS sets
     * {@code executionStoppedAt} before {@code stoppingAt}; the time is negative then.
     */
    private Optional<Duration> between() {
        return time("stoppingAt").flatMap(order -> time("executionStoppedAt").map(end -> Duration.between(order, end)));
    }

    private Optional<Instant> time(String field) {
        try {
            return state.text(field).map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private List<JsonNode> containers() {
        return StreamSupport.stream(state.detail().path("containers").spliterator(), false)
                .toList();
    }

    /** Whether a container's end is no failure: 0, or asked for and heeded, or not heeded in time, or not essential. */
    public boolean isOrderly(JsonNode container) {
        if (isOptional(container)) {
            return true;
        }
        boolean ordered = state.text("stopCode")
                .flatMap(StopCode::of)
                .filter(StopCode::isOrdered)
                .isPresent();
        return ExitCode.of(container)
                .filter(code -> code.isSuccess()
                        || (code.isAsked() && (ordered || first(container).isPresent()))
                        || kill(container)
                                .filter(kill -> kill.killer() == Killer.STOP_TIMEOUT)
                                .isPresent())
                .isPresent();
    }

    /** What each exit code other than 0 means, one sentence a container. */
    public List<String> exits() {
        List<String> words = new ArrayList<>();
        for (JsonNode container : containers()) {
            String name = container.path("name").asText();
            ExitCode.of(container)
                    .filter(code -> !code.isSuccess() && !isInjected(name))
                    .map(code -> kill(container).map(Kill::words).orElseGet(code::words))
                    .ifPresent(each -> words.add(name + ": " + each));
        }
        return words.stream().sorted().toList();
    }

    /** Fields that cannot both be true. */
    public List<String> contradictions() {
        return containers().stream()
                .filter(container -> container.path("reason").asText().contains("OutOfMemory"))
                .filter(container ->
                        ExitCode.of(container).filter(code -> !code.isKill()).isPresent())
                .map(container -> container.path("name").asText() + ": reason "
                        + container.path("reason").asText() + ", but "
                        + ExitCode.of(container).map(ExitCode::words).orElse(""))
                .sorted()
                .toList();
    }

    /** What a person would want to know and the event does not hold. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (state.text("stopCode").flatMap(StopCode::of).isEmpty()) {
            missing.add(state.text("stopCode")
                    .map(code -> "the stop code " + code + " is not known to stopcause")
                    .orElse("the event has no stop code"));
        }
        if (state.text("stoppedReason").filter(text -> !text.isBlank()).isEmpty()) {
            missing.add("the event has no stopped reason");
        }
        if (containers().stream().noneMatch(container -> ExitCode.of(container).isPresent())) {
            missing.add("the event has no exit code");
        }
        return missing;
    }

    /**
     * The event as patterns of rules see it: exit codes are numbers, containers that AWS put into the task or that are not
     * essential have none, and {@code killedBy} tells who sent a SIGKILL.
     */
    public static AwsEvent forPatterns(AwsEvent event) {
        if (!AwsEvent.TASK_STATE.equals(event.detailType())
                || !event.detail().path("containers").isArray()) {
            return event;
        }
        ObjectNode detail = event.detail().deepCopy();
        Ending ending = new Ending(event);
        for (JsonNode each : detail.path("containers")) {
            if (each instanceof ObjectNode container) {
                Optional<Kill> kill = ending.kill(container);
                Optional<ExitCode> code = ExitCode.of(container);
                container.remove("exitCode");
                if (!isInjected(container.path("name").asText()) && !isOptional(container)) {
                    code.ifPresent(known -> container.put("exitCode", known.value()));
                    kill.ifPresent(
                            known -> container.put("killedBy", known.killer().wire()));
                }
            }
        }
        return new AwsEvent(event.id(), event.detailType(), event.origin(), event.time(), event.resources(), detail);
    }
}
