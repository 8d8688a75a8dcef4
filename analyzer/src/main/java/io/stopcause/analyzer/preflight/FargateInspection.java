package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What Fargate has not. */
final class FargateInspection implements Inspection {

    private static final String CAUSE = "launch-type-incompatible";
    private static final List<String> OF_CONTAINER = List.of(
            "disableNetworking",
            "dnsSearchDomains",
            "dnsServers",
            "dockerSecurityOptions",
            "extraHosts",
            "links",
            "privileged");
    private static final List<String> OF_LINUX =
            List.of("devices", "sharedMemorySize", "tmpfs", "maxSwap", "swappiness");
    private static final Set<String> CAPABILITIES = Set.of("SYS_PTRACE", "CAP_SYS_PTRACE");
    private static final Set<String> COMPATIBILITIES = Set.of("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        compatibilities(definition, flaws);
        if (!definition.isFargate()) {
            return;
        }
        absent(definition.root().at("placementConstraints"), "", flaws);
        absent(definition.root().at("ipcMode"), "", flaws);
        Part pid = definition.root().at("pidMode");
        pid.text().filter("host"::equals).ifPresent(mode -> absent(pid, "", flaws));
        for (Part volume : definition.root().at("volumes").each()) {
            absent(
                    volume.at("dockerVolumeConfiguration"),
                    volume.at("name").text().orElse(""),
                    flaws);
            absent(volume.at("host").at("sourcePath"), volume.at("name").text().orElse(""), flaws);
        }
        definition.containers().forEach(container -> container(container, flaws));
    }

    private static void compatibilities(Definition definition, Consumer<Flaw> flaws) {
        for (Part part : definition.root().at("requiresCompatibilities").each()) {
            part.text()
                    .filter(name -> !COMPATIBILITIES.contains(name))
                    .ifPresent(name -> flaws.accept(Flaw.failure(
                            CAUSE,
                            "",
                            part,
                            "'" + name + "' is no launch type; EC2, FARGATE, EXTERNAL and MANAGED_INSTANCES are",
                            "\"requiresCompatibilities\": [\"FARGATE\"]",
                            AwsPages.REGISTER)));
        }
    }

    private static void container(Container container, Consumer<Flaw> flaws) {
        OF_CONTAINER.forEach(field -> absent(container.at(field), container.name(), flaws));
        Part linux = container.at("linuxParameters");
        OF_LINUX.forEach(field -> absent(linux.at(field), container.name(), flaws));
        for (Part capability : linux.at("capabilities").at("add").each()) {
            capability
                    .text()
                    .filter(name -> !CAPABILITIES.contains(name))
                    .ifPresent(name -> flaws.accept(Flaw.failure(
                            CAUSE,
                            container.name(),
                            capability,
                            "Fargate adds no capability but SYS_PTRACE, so not " + name,
                            "Take \"" + name + "\" out, or run the task on EC2",
                            AwsPages.FARGATE_DIFFERENCES)));
        }
        for (Part resource : container.at("resourceRequirements").each()) {
            resource.at("type")
                    .text()
                    .filter("GPU"::equals)
                    .ifPresent(gpu -> absent(resource, container.name(), flaws));
        }
    }

    private static void absent(Part part, String subject, Consumer<Flaw> flaws) {
        boolean off = part.node().isBoolean() && !part.isTrue();
        if (part.isGiven() && !part.isOpen() && !off) {
            String name =
                    part.path().substring(part.path().lastIndexOf('.') + 1).replaceAll("\\[\\d+]", "");
            flaws.accept(Flaw.failure(
                    CAUSE,
                    subject,
                    part,
                    "Fargate does not know '" + name + "'",
                    "Take \"" + name + "\" out, or run the task on EC2",
                    AwsPages.FARGATE_DIFFERENCES));
        }
    }
}
