package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.NotSeenException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ecs.model.Attribute;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.ContainerInstance;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.PortMapping;
import software.amazon.awssdk.services.ecs.model.Resource;
import software.amazon.awssdk.services.ecs.model.ResourceType;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

/**
 * What a task takes of an instance.
 *
 * @param amounts CPU units, MiB of memory, graphics processors; none of what it takes none of
 * @param ports fixed host ports, such as {@code 80/tcp}
 * @param attributes what the instance has to have
 */
record Want(Map<Dimension, Integer> amounts, Set<String> ports, List<Attribute> attributes) {

    private static final int UNITS_OF_A_CPU = 1024;

    /** What an instance can be short of. */
    enum Dimension {
        CPU("CPU units"),
        MEMORY("MiB of memory"),
        GPU("graphics processors");

        private final String words;

        Dimension(String words) {
            this.words = words;
        }
    }

    static Want of(TaskDefinition definition) {
        Map<Dimension, Integer> amounts = new EnumMap<>(Dimension.class);
        List<ContainerDefinition> containers = definition.containerDefinitions();
        put(
                amounts,
                Dimension.CPU,
                ofTask(definition.cpu(), UNITS_OF_A_CPU, "vcpu")
                        .orElseGet(() -> sum(containers, each -> Optional.ofNullable(each.cpu()))));
        put(
                amounts,
                Dimension.MEMORY,
                ofTask(definition.memory(), UNITS_OF_A_CPU, "gb")
                        .orElseGet(() -> sum(containers, each -> Optional.ofNullable(each.memoryReservation())
                                .or(() -> Optional.ofNullable(each.memory())))));
        put(
                amounts,
                Dimension.GPU,
                containers.stream()
                        .flatMap(each -> each.resourceRequirements().stream())
                        .filter(each -> each.type() == ResourceType.GPU)
                        .mapToInt(each -> number(each.value()))
                        .sum());
        return new Want(amounts, ports(definition), List.copyOf(definition.requiresAttributes()));
    }

    private static void put(Map<Dimension, Integer> amounts, Dimension dimension, int amount) {
        if (amount > 0) {
            amounts.put(dimension, amount);
        }
    }

    private static int sum(
            List<ContainerDefinition> containers, Function<ContainerDefinition, Optional<Integer>> amount) {
        return containers.stream()
                .flatMap(each -> amount.apply(each).stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** {@code 256}, or {@code .25 vCPU}, or {@code 0.5 GB}. */
    private static Optional<Integer> ofTask(String text, int factor, String unit) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return Optional.of(
                plain.endsWith(unit)
                        ? (int) Math.round(factor * decimal(plain.substring(0, plain.length() - unit.length())))
                        : number(plain));
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new NotSeenException("The task definition asks for " + text + ", which is no size.", e);
        }
    }

    private static int number(String text) {
        return (int) decimal(text);
    }

    private static Set<String> ports(TaskDefinition definition) {
        Set<String> ports = new HashSet<>();
        if (definition.networkMode() == NetworkMode.AWSVPC || definition.networkMode() == NetworkMode.NONE) {
            return ports;
        }
        boolean host = definition.networkMode() == NetworkMode.HOST;
        for (ContainerDefinition container : definition.containerDefinitions()) {
            for (PortMapping mapping : container.portMappings()) {
                Integer port = host ? mapping.containerPort() : mapping.hostPort();
                if (port != null && port > 0) {
                    ports.add(port + (mapping.protocol() == TransportProtocol.UDP ? "/udp" : "/tcp"));
                }
            }
        }
        return ports;
    }

    /** Of one dimension, why the instance has too little; empty where it has enough. */
    Optional<String> lacks(ContainerInstance instance, Dimension dimension) {
        int wanted = amounts.getOrDefault(dimension, 0);
        int left = left(instance, dimension);
        return left >= wanted
                ? Optional.empty()
                : Optional.of(left + " of " + wanted + " " + dimension.words + " left");
    }

    private static int left(ContainerInstance instance, Dimension dimension) {
        return remaining(instance, dimension.name())
                .map(each -> dimension == Dimension.GPU
                        ? each.stringSetValue().size()
                        : Optional.ofNullable(each.integerValue()).orElse(0))
                .orElseGet(() -> {
                    if (dimension == Dimension.GPU) {
                        return 0;
                    }
                    throw NotSeenException.absurd("ecs:DescribeContainerInstances");
                });
    }

    private static Optional<Resource> remaining(ContainerInstance instance, String name) {
        return instance.remainingResources().stream()
                .filter(each -> name.equals(each.name()))
                .findFirst();
    }

    /** Fixed host ports that others hold. */
    Set<String> taken(ContainerInstance instance) {
        Set<String> taken = new HashSet<>(ports);
        Set<String> held = new HashSet<>();
        remaining(instance, "PORTS").ifPresent(each -> each.stringSetValue().forEach(port -> held.add(port + "/tcp")));
        remaining(instance, "PORTS_UDP")
                .ifPresent(each -> each.stringSetValue().forEach(port -> held.add(port + "/udp")));
        taken.retainAll(held);
        return taken;
    }

    /** Attributes that the instance does not have. */
    List<String> missing(ContainerInstance instance) {
        return attributes.stream()
                .filter(wanted -> instance.attributes().stream()
                        .noneMatch(has -> String.valueOf(wanted.name()).equals(has.name())
                                && (wanted.value() == null || wanted.value().equals(has.value()))))
                .map(each -> each.name() + (each.value() == null ? "" : "=" + each.value()))
                .toList();
    }

    /** All that stands in the way of the task, in words; none where there is room. */
    List<String> lacks(ContainerInstance instance) {
        List<String> lacks = new ArrayList<>();
        Stream.of(Dimension.values()).forEach(each -> lacks(instance, each).ifPresent(lacks::add));
        taken(instance).stream().sorted().forEach(each -> lacks.add("port " + each + " taken"));
        missing(instance).forEach(each -> lacks.add("no attribute " + each));
        if (Boolean.FALSE.equals(instance.agentConnected())) {
            lacks.add("its agent is not connected");
        }
        return lacks;
    }
}
