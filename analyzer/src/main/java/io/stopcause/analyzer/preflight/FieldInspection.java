package io.stopcause.analyzer.preflight;

import io.stopcause.model.Nearest;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Fields that are probably misspelt. What is not known and like nothing that is known may be newer than this list. */
final class FieldInspection implements Inspection {

    private static final Set<String> TASK = Set.of(
            "family",
            "taskRoleArn",
            "executionRoleArn",
            "networkMode",
            "containerDefinitions",
            "volumes",
            "placementConstraints",
            "requiresCompatibilities",
            "cpu",
            "memory",
            "tags",
            "pidMode",
            "ipcMode",
            "proxyConfiguration",
            "inferenceAccelerators",
            "ephemeralStorage",
            "runtimePlatform",
            "enableFaultInjection",
            "taskDefinitionArn",
            "revision",
            "status",
            "requiresAttributes",
            "compatibilities",
            "registeredAt",
            "registeredBy",
            "deregisteredAt");

    private static final Set<String> CONTAINER = Set.of(
            "name",
            "image",
            "repositoryCredentials",
            "cpu",
            "memory",
            "memoryReservation",
            "links",
            "portMappings",
            "essential",
            "restartPolicy",
            "entryPoint",
            "command",
            "environment",
            "environmentFiles",
            "mountPoints",
            "volumesFrom",
            "linuxParameters",
            "secrets",
            "dependsOn",
            "startTimeout",
            "stopTimeout",
            "versionConsistency",
            "hostname",
            "user",
            "workingDirectory",
            "disableNetworking",
            "privileged",
            "readonlyRootFilesystem",
            "dnsServers",
            "dnsSearchDomains",
            "extraHosts",
            "dockerSecurityOptions",
            "interactive",
            "pseudoTerminal",
            "dockerLabels",
            "ulimits",
            "logConfiguration",
            "healthCheck",
            "systemControls",
            "resourceRequirements",
            "firelensConfiguration",
            "credentialSpecs");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        look(definition.root(), "", TASK, AwsPages.REGISTER, flaws);
        definition
                .containers()
                .forEach(container -> look(container.part(), container.name(), CONTAINER, AwsPages.CONTAINER, flaws));
    }

    private static void look(Part part, String subject, Set<String> known, String source, Consumer<Flaw> flaws) {
        part.node().fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                Nearest.to(name, new TreeSet<>(known))
                        .ifPresent(near -> flaws.accept(Flaw.doubt(
                                "request-parameter-invalid",
                                subject,
                                part.at(name),
                                "There is no field '" + name + "'; '" + near + "' is probably meant",
                                "\"" + near + "\"",
                                source)));
            }
        });
    }
}
