package io.stopcause.analyzer.preflight;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task definition as the API takes it.
 *
 * @param whole false where only containers are known, as in a file for Terraform's {@code container_definitions}
 * @param launchType that it is meant for, where it does not say so itself
 */
public record Definition(Part root, boolean whole, Optional<String> launchType) {

    static final String FARGATE = "FARGATE";
    static final String AWSVPC = "awsvpc";

    /** What the definition is called, if it says so. */
    public Optional<String> family() {
        return root.at("family").text();
    }

    /** What ECS validates it against; empty where that is not known. */
    public List<String> compatibilities() {
        List<String> stated = root.at("requiresCompatibilities").each().stream()
                .flatMap(part -> part.text().stream())
                .toList();
        return stated.isEmpty() ? launchType.stream().toList() : stated;
    }

    boolean isFargate() {
        return compatibilities().contains(FARGATE);
    }

    /** The network mode; empty where it is not known. Left out it is {@code bridge}. */
    Optional<String> networkMode() {
        Part mode = root.at("networkMode");
        if (mode.isGiven()) {
            return mode.text();
        }
        if (!whole) {
            return isFargate() ? Optional.of(AWSVPC) : Optional.empty();
        }
        return isWindows() ? Optional.of("default") : Optional.of("bridge");
    }

    boolean isAwsvpc() {
        return networkMode().filter(AWSVPC::equals).isPresent();
    }

    boolean isWindows() {
        return root.at("runtimePlatform")
                .at("operatingSystemFamily")
                .text()
                .filter(family -> family.startsWith("WINDOWS"))
                .isPresent();
    }

    List<Container> containers() {
        return root.at("containerDefinitions").each().stream()
                .map(Container::new)
                .toList();
    }

    Stream<String> containerNames() {
        return containers().stream().flatMap(container -> container.at("name").text().stream());
    }

    /** Whether any container's name is only known later, so that nothing can be said of names. */
    boolean hasOpenNames() {
        return root.at("containerDefinitions").hasOpen()
                || containers().stream()
                        .anyMatch(container -> container.at("name").isOpen());
    }

    /** A container of it. */
    record Container(Part part) {

        Part at(String field) {
            return part.at(field);
        }

        /** Its name, or which of them it is where it has none. */
        String name() {
            return part.at("name").text().orElse(part.path().replaceAll("^.*(?=\\[)", ""));
        }

        /** A task ends with any of its essential containers; left out, a container is one. */
        boolean isEssential() {
            Part essential = part.at("essential");
            return !essential.isGiven() || essential.isOpen() || essential.isTrue();
        }
    }
}
