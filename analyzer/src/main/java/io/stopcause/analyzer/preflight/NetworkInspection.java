package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Network mode, ports and links. */
final class NetworkInspection implements Inspection {

    private static final Set<String> MODES = Set.of("bridge", "host", Definition.AWSVPC, "none", "default");
    private static final String REQUEST = "request-parameter-invalid";
    private static final int LAST_PORT = 65_535;

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        mode(definition, flaws);
        Map<String, String> taken = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (Container container : definition.containers()) {
            container.at("portMappings").each().forEach(port -> {
                port(definition, container, port, flaws);
                taken(definition, container, port, taken, flaws);
                name(container, port, names, flaws);
            });
            links(definition, container, flaws);
            hostname(definition, container, flaws);
        }
    }

    private static void mode(Definition definition, Consumer<Flaw> flaws) {
        Part place = definition.root().at("networkMode");
        Optional<String> mode = definition.networkMode();
        if (mode.filter(name -> !MODES.contains(name)).isPresent()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    "",
                    place,
                    "'" + mode.get() + "' is no network mode; bridge, host, awsvpc, none and default are",
                    "\"networkMode\": \"awsvpc\"",
                    AwsPages.REGISTER));
        } else if (definition.isFargate()
                && mode.filter(name -> !name.equals(Definition.AWSVPC)).isPresent()) {
            flaws.accept(Flaw.failure(
                    "launch-type-incompatible",
                    "",
                    place,
                    "Fargate knows no network mode but awsvpc, and this is "
                            + (place.isGiven() ? mode.get() : mode.get() + ", since none is given"),
                    "\"networkMode\": \"awsvpc\"",
                    AwsPages.REGISTER));
        }
    }

    private static void port(Definition definition, Container container, Part port, Consumer<Flaw> flaws) {
        Part inside = port.at("containerPort");
        Part outside = port.at("hostPort");
        if (!inside.isGiven() && !port.at("containerPortRange").isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    inside,
                    "A port mapping of container " + container.name() + " has no containerPort",
                    "\"containerPort\": <port>",
                    AwsPages.PORTS));
        }
        range(container, inside, 1, flaws);
        range(container, outside, 0, flaws);
        boolean same = definition.isAwsvpc()
                || definition.networkMode().filter("host"::equals).isPresent();
        Optional<Long> host = outside.number().filter(number -> number != 0);
        if (same && host.isPresent() && inside.number().isPresent() && !host.equals(inside.number())) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    outside,
                    "Host port " + host.get() + " is not container port "
                            + inside.number().get() + ", as it has to be in network mode "
                            + definition.networkMode().get(),
                    "\"hostPort\": " + inside.number().get(),
                    AwsPages.PORTS));
        }
        if (definition.networkMode().filter("none"::equals).isPresent()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    port,
                    "In network mode none there is no port",
                    "\"networkMode\": \"bridge\"",
                    AwsPages.PORTS));
        }
    }

    private static void range(Container container, Part part, long least, Consumer<Flaw> flaws) {
        part.number()
                .filter(port -> port < least || port > LAST_PORT)
                .ifPresent(port -> flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        part,
                        port + " is no port; " + least + " to " + LAST_PORT + " are",
                        "A port of " + least + " to " + LAST_PORT,
                        AwsPages.PORTS)));
    }

    /** In awsvpc and host mode the containers share the ports of one network interface; in bridge mode those of the host. */
    private static void taken(
            Definition definition, Container container, Part port, Map<String, String> taken, Consumer<Flaw> flaws) {
        boolean bridge = definition.networkMode().filter("bridge"::equals).isPresent();
        Part place = port.at(bridge ? "hostPort" : "containerPort");
        if (definition.networkMode().isEmpty()) {
            return;
        }
        place.number().filter(number -> number != 0).ifPresent(number -> {
            String key = number + "/" + port.at("protocol").text().orElse("tcp");
            String other = taken.putIfAbsent(key, container.name());
            if (other != null) {
                flaws.accept(Flaw.failure(
                        bridge ? "host-port-conflict" : "application-port-in-use",
                        container.name(),
                        place,
                        (bridge ? "Host port " : "Port ") + key + " is wanted twice, by "
                                + (other.equals(container.name())
                                        ? "container " + other
                                        : other + " and by " + container.name()),
                        bridge ? "\"hostPort\": 0" : "\"containerPort\": <another port>",
                        AwsPages.PORTS));
            }
        });
    }

    private static void name(Container container, Part port, Set<String> names, Consumer<Flaw> flaws) {
        port.at("name")
                .text()
                .filter(name -> !names.add(name))
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        port.at("name"),
                        "Two port mappings are named '" + name + "'",
                        "\"name\": \"<another name>\"",
                        AwsPages.PORTS)));
    }

    private static void links(Definition definition, Container container, Consumer<Flaw> flaws) {
        if (definition.isFargate()) {
            return;
        }
        for (Part link : container.at("links").each()) {
            if (definition.isAwsvpc()) {
                flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        link,
                        "Links need network mode bridge; in awsvpc the containers of a task reach each other at 127.0.0.1",
                        "Take \"links\" out",
                        AwsPages.CONTAINER));
            }
            link.text()
                    .map(name -> name.split(":", 2)[0])
                    .filter(name -> !definition.hasOpenNames()
                            && definition.containerNames().noneMatch(name::equals))
                    .ifPresent(name -> flaws.accept(Flaw.failure(
                            "container-dependency-unresolvable",
                            container.name(),
                            link,
                            "Container " + container.name() + " links to '" + name + "', which is not in this task",
                            "The name of a container of this task",
                            AwsPages.CONTAINER)));
        }
    }

    private static void hostname(Definition definition, Container container, Consumer<Flaw> flaws) {
        Part hostname = container.at("hostname");
        if (definition.isAwsvpc() && hostname.isGiven() && !hostname.isOpen()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    hostname,
                    "In network mode awsvpc a container has no hostname of its own",
                    "Take \"hostname\" out",
                    AwsPages.CONTAINER));
        }
    }
}
