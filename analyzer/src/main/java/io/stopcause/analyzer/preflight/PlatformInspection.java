package io.stopcause.analyzer.preflight;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The CPU and operating system that the task is for. */
final class PlatformInspection implements Inspection {

    private static final String CAUSE = "request-parameter-invalid";
    private static final List<String> CPUS = List.of("X86_64", "ARM64");
    private static final Pattern SYSTEM =
            Pattern.compile("LINUX|WINDOWS_SERVER_(?:(?:2016|2019|2022|2025)_(?:FULL|CORE)|2004_CORE|20H2_CORE)");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        Part platform = definition.root().at("runtimePlatform");
        Part cpu = platform.at("cpuArchitecture");
        Part system = platform.at("operatingSystemFamily");
        Optional<String> architecture = cpu.text();
        architecture
                .filter(name -> !CPUS.contains(name))
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        CAUSE,
                        "",
                        cpu,
                        "'" + name + "' is no CPU architecture; X86_64 and ARM64 are",
                        "\"cpuArchitecture\": \"" + meant(name) + "\"",
                        AwsPages.PLATFORM)));
        system.text()
                .filter(name -> !SYSTEM.matcher(name).matches())
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        CAUSE,
                        "",
                        system,
                        "'" + name + "' is no operating system family; LINUX and WINDOWS_SERVER_2022_CORE are some",
                        "\"operatingSystemFamily\": \"LINUX\"",
                        AwsPages.PLATFORM)));
        if (definition.isWindows() && architecture.filter("ARM64"::equals).isPresent()) {
            flaws.accept(Flaw.failure(
                    CAUSE,
                    "",
                    cpu,
                    "Windows runs on X86_64 only, not on ARM64",
                    "\"cpuArchitecture\": \"X86_64\"",
                    AwsPages.PLATFORM));
        }
    }

    private static String meant(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).matches(".*(?:arm|aarch).*") ? "ARM64" : "X86_64";
    }
}
