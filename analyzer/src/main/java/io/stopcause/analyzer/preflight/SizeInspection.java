package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPU and memory of the task and of its containers. */
final class SizeInspection implements Inspection {

    private static final String CAUSE = "cpu-memory-combination-invalid";
    private static final Pattern CPU = Pattern.compile("(?i)(\\d*\\.?\\d+)\\s*vcpus?|(\\d+)");
    private static final Pattern MEMORY = Pattern.compile("(?i)(\\d*\\.?\\d+)\\s*gb|(\\d+)");
    private static final int UNITS = 1024;
    private static final long LEAST_WINDOWS = 1024;

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        Part cpu = definition.root().at("cpu");
        Part memory = definition.root().at("memory");
        Optional<Long> units = size(cpu, CPU, flaws);
        Optional<Long> mib = size(memory, MEMORY, flaws);
        if (definition.whole() && definition.isFargate()) {
            required(cpu, "256", flaws);
            required(memory, "512", flaws);
            combination(definition, cpu, units, memory, mib, flaws);
        }
        for (Container container : definition.containers()) {
            limits(container, definition.whole() && !memory.isGiven(), mib, flaws);
        }
        units.ifPresent(limit -> shares(definition, limit, cpu, flaws));
        mib.ifPresent(limit -> reserved(definition, limit, memory, flaws));
    }

    private static Optional<Long> size(Part part, Pattern form, Consumer<Flaw> flaws) {
        Optional<Matcher> matcher = part.text().map(value -> form.matcher(value.strip()));
        if (matcher.isPresent() && !matcher.get().matches()) {
            String name = part.path().endsWith("cpu") ? "cpu" : "memory";
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    part,
                    "'" + part.node().asText() + "' is no " + name
                            + (name.equals("cpu") ? ": 256 and .25 vCPU are" : ": 512 and 0.5 GB are"),
                    name.equals("cpu") ? "\"cpu\": \"256\"" : "\"memory\": \"512\"",
                    AwsPages.SIZES));
            return Optional.empty();
        }
        return matcher.map(found -> found.group(1) != null
                ? Math.round(Double.parseDouble(found.group(1)) * UNITS)
                : Long.parseLong(found.group(2)));
    }

    private static void required(Part part, String example, Consumer<Flaw> flaws) {
        if (!part.isGiven()) {
            String name = part.path().substring(2);
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    part,
                    "Fargate needs '" + name + "' for the whole task",
                    "\"" + name + "\": \"" + example + "\"",
                    AwsPages.SIZES));
        }
    }

    private static void combination(
            Definition definition,
            Part cpu,
            Optional<Long> units,
            Part memory,
            Optional<Long> mib,
            Consumer<Flaw> flaws) {
        if (units.isEmpty()) {
            return;
        }
        if (!FargateSizes.isCpu(units.get())) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    cpu,
                    "Fargate has no tasks of " + units.get() + " CPU units, only of " + FargateSizes.cpus(),
                    "\"cpu\": \"" + mib.flatMap(FargateSizes::cpuWith).orElse(256L) + "\"",
                    AwsPages.SIZES));
            return;
        }
        if (definition.isWindows() && units.get() < LEAST_WINDOWS) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    cpu,
                    "Windows on Fargate needs at least " + LEAST_WINDOWS + " CPU units, not " + units.get(),
                    "\"cpu\": \"" + LEAST_WINDOWS + "\"",
                    AwsPages.SIZES));
        }
        if (mib.isPresent() && !FargateSizes.fits(units.get(), mib.get())) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    memory,
                    "Fargate has " + units.get() + " CPU units with " + FargateSizes.memories(units.get())
                            + ", not with " + mib.get() + " MiB",
                    change(units.get(), mib.get()),
                    AwsPages.SIZES));
        }
    }

    private static String change(long cpu, long memory) {
        return FargateSizes.enough(cpu, memory)
                .map(enough -> "\"memory\": \"" + enough + "\"")
                .or(() -> FargateSizes.cpuWith(memory).map(more -> "\"cpu\": \"" + more + "\""))
                .orElse("\"memory\": <one of these>");
    }

    private static void limits(Container container, boolean needed, Optional<Long> task, Consumer<Flaw> flaws) {
        Part memory = container.at("memory");
        Part reservation = container.at("memoryReservation");
        Optional<Long> limit = memory.number();
        Optional<Long> reserved = reservation.number();
        if (needed && !memory.isGiven() && !reservation.isGiven()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    memory,
                    "Neither the task nor container " + container.name() + " says how much memory it has",
                    "\"memory\": 512",
                    AwsPages.CONTAINER));
        }
        if (limit.isPresent() && reserved.isPresent() && reserved.get() > limit.get()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    reservation,
                    "Container " + container.name() + " reserves " + reserved.get() + " MiB and may use no more than "
                            + limit.get(),
                    "\"memoryReservation\": " + limit.get(),
                    AwsPages.CONTAINER));
        }
        if (limit.isPresent() && task.isPresent() && limit.get() > task.get()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    container.name(),
                    memory,
                    "Container " + container.name() + " may use " + limit.get() + " MiB and the whole task only "
                            + task.get(),
                    "\"memory\": " + task.get(),
                    AwsPages.CONTAINER));
        }
    }

    private static void shares(Definition definition, long limit, Part place, Consumer<Flaw> flaws) {
        long sum = definition.containers().stream()
                .mapToLong(container -> container.at("cpu").number().orElse(0L))
                .sum();
        over(sum, limit, "CPU units", place, flaws);
    }

    /** What a container reserves is its reservation, or without one its limit. */
    private static void reserved(Definition definition, long limit, Part place, Consumer<Flaw> flaws) {
        List<Container> containers = definition.containers();
        long sum = containers.stream()
                .mapToLong(container -> container
                        .at("memoryReservation")
                        .number()
                        .or(() -> container.at("memory").number())
                        .orElse(0L))
                .sum();
        boolean single = containers.stream()
                .anyMatch(container -> container.at("memory").number().orElse(0L) > limit);
        if (!single) {
            over(sum, limit, "MiB", place, flaws);
        }
    }

    private static void over(long sum, long limit, String unit, Part place, Consumer<Flaw> flaws) {
        if (sum > limit) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    place,
                    "The containers together reserve " + sum + " " + unit + ", and the task has " + limit,
                    "Give the task " + sum + " " + unit + " or more, or its containers less",
                    AwsPages.CONTAINER));
        }
    }
}
