package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What keeps a failure of this task from being seen or understood. */
final class BlindSpots implements Inspection {

    private static final Set<String> UNREAD =
            Set.of("none", "json-file", "journald", "syslog", "gelf", "fluentd", "splunk", "logentries");
    private static final Pattern SIZE = Pattern.compile("(\\d+)\\s*([kmg]?)b?", Pattern.CASE_INSENSITIVE);
    private static final long ENOUGH_MIB = 25;

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        List<Container> containers = definition.containers();
        for (Container container : containers) {
            logs(definition, container, flaws);
            tag(container, flaws);
            memory(definition, container, flaws);
        }
        health(containers, flaws);
    }

    private static void logs(Definition definition, Container container, Consumer<Flaw> flaws) {
        Part logs = container.at("logConfiguration");
        if (!logs.isGiven()) {
            flaws.accept(Flaw.blindSpot(
                    "log-configuration-missing",
                    container.name(),
                    container.part(),
                    "Container " + container.name() + " has no logConfiguration: what it prints is lost",
                    "\"logConfiguration\": {\"logDriver\": \"awslogs\", \"options\": {\"awslogs-group\": \"/ecs/"
                            + definition.family().orElse("<family>")
                            + "\", \"awslogs-region\": \"<region>\", \"awslogs-stream-prefix\": \"" + container.name()
                            + "\"}}",
                    AwsPages.AWSLOGS));
            return;
        }
        String driver = logs.at("logDriver").text().orElse("");
        Optional<String> elsewhere = driver.equals("awsfirelens")
                ? logs.at("options").at("Name").text().filter(name -> !name.startsWith("cloudwatch"))
                : Optional.of(driver).filter(UNREAD::contains);
        elsewhere.ifPresent(where -> flaws.accept(Flaw.blindSpot(
                "log-driver-unread",
                container.name(),
                logs.at("logDriver"),
                "The logs of container " + container.name() + " go to " + where + ", where stopcause does not read",
                "\"logDriver\": \"awslogs\", or a second output of the log router into CloudWatch Logs",
                AwsPages.LOGS)));
        dropped(container, logs.at("options"), flaws);
    }

    private static void dropped(Container container, Part options, Consumer<Flaw> flaws) {
        Part size = options.at("max-buffer-size");
        boolean large = size.isOpen()
                || size.text()
                        .map(BlindSpots::mib)
                        .filter(mib -> mib >= ENOUGH_MIB)
                        .isPresent();
        if (options.at("mode").text().filter("non-blocking"::equals).isPresent() && !large) {
            flaws.accept(Flaw.blindSpot(
                    "log-lines-dropped",
                    container.name(),
                    options.at("mode"),
                    "The log driver of container " + container.name() + " keeps "
                            + size.text().orElse("10m (the default)") + " and drops lines beyond that, without a word",
                    "\"max-buffer-size\": \"" + ENOUGH_MIB + "m\"",
                    AwsPages.LOGS));
        }
    }

    private static long mib(String size) {
        Matcher matcher = SIZE.matcher(size.strip());
        if (!matcher.matches() || matcher.group(1).length() > 12) {
            return 0;
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
            case "g" -> number << 10;
            case "m" -> number;
            case "k" -> number >> 10;
            default -> number >> 20;
        };
    }

    private static void tag(Container container, Consumer<Flaw> flaws) {
        Part part = container.at("image");
        part.text().ifPresent(image -> {
            String last = image.substring(image.lastIndexOf('/') + 1);
            boolean latest = !last.contains(":") || last.endsWith(":latest");
            if (latest && !image.contains("@")) {
                flaws.accept(Flaw.blindSpot(
                        "image-tag-mutable",
                        container.name(),
                        part,
                        "Image " + image + (last.contains(":") ? "" : " has no tag, which means latest, and")
                                + " may be another tomorrow: nobody can say what ran, nor go back to it",
                        "\"image\": \"" + image.replaceFirst(":latest$", "") + "@sha256:<digest>\"",
                        AwsPages.TAGS));
            }
        });
    }

    private static void memory(Definition definition, Container container, Consumer<Flaw> flaws) {
        boolean limited = !definition.whole()
                || definition.root().at("memory").isGiven()
                || container.at("memory").isGiven();
        if (!limited && container.at("memoryReservation").isGiven()) {
            flaws.accept(Flaw.blindSpot(
                    "memory-limit-missing",
                    container.name(),
                    container.at("memoryReservation"),
                    "Container " + container.name()
                            + " has no memory limit: it takes its host's memory, and the kernel ends whom it likes",
                    "\"memory\": <MiB>",
                    AwsPages.CONTAINER));
        }
    }

    private static void health(List<Container> containers, Consumer<Flaw> flaws) {
        List<Container> essential = containers.stream()
                .filter(Container::isEssential)
                .filter(container -> !container.at("firelensConfiguration").isGiven())
                .toList();
        boolean checked = containers.stream()
                .anyMatch(container -> container.at("healthCheck").isGiven());
        if (!essential.isEmpty() && !checked) {
            flaws.accept(Flaw.blindSpot(
                    "health-check-missing",
                    essential.get(0).name(),
                    essential.get(0).part(),
                    "No container has a health check ("
                            + essential.stream().map(Container::name).collect(Collectors.joining(", "))
                            + "): ECS takes a process that hangs for healthy",
                    "\"healthCheck\": {\"command\": [\"CMD-SHELL\", \"<command> || exit 1\"]}",
                    AwsPages.HEALTH_CHECK));
        }
    }
}
