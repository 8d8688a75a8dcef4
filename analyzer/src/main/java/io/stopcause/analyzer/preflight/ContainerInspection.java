package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Names, images, and that a task has something to live for. */
final class ContainerInspection implements Inspection {

    private static final String REQUEST = "request-parameter-invalid";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern IMAGE = Pattern.compile(
            "(?:[A-Za-z0-9.-]+(?::\\d+)?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[\\w][\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        Part list = definition.root().at("containerDefinitions");
        List<Container> containers = definition.containers();
        if (containers.isEmpty() && !list.hasOpen()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    "",
                    list,
                    "The task definition has no container",
                    "\"containerDefinitions\": [{\"name\": \"<name>\", \"image\": \"<image>\"}]",
                    AwsPages.REGISTER));
        }
        if (definition.whole()) {
            family(definition.root().at("family"), flaws);
        }
        Set<String> names = new HashSet<>();
        for (Container container : containers) {
            name(container, names, flaws);
            image(container, flaws);
        }
        if (!containers.isEmpty() && !list.hasOpen() && containers.stream().noneMatch(Container::isEssential)) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    containers.get(0).name(),
                    containers.get(0).at("essential"),
                    "No container is essential; at least one has to be",
                    "\"essential\": true",
                    AwsPages.CONTAINER));
        }
    }

    private static void family(Part family, Consumer<Flaw> flaws) {
        if (!family.isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    "",
                    family,
                    "The task definition has no family",
                    "\"family\": \"<name>\"",
                    AwsPages.REGISTER));
        }
        family.text()
                .filter(name -> !NAME.matcher(name).matches())
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        REQUEST,
                        "",
                        family,
                        "The family '" + name + "' has other signs than letters, digits, - and _, or more than 255",
                        "\"family\": \"" + name.replaceAll("[^A-Za-z0-9_-]+", "-") + "\"",
                        AwsPages.REGISTER)));
    }

    private static void name(Container container, Set<String> names, Consumer<Flaw> flaws) {
        Part part = container.at("name");
        if (!part.isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    part,
                    "A container has no name",
                    "\"name\": \"<name>\"",
                    AwsPages.CONTAINER));
        }
        part.text().ifPresent(name -> {
            if (!NAME.matcher(name).matches()) {
                flaws.accept(Flaw.failure(
                        REQUEST,
                        name,
                        part,
                        "The container name '" + name
                                + "' has other signs than letters, digits, - and _, or more than 255",
                        "\"name\": \"" + name.replaceAll("[^A-Za-z0-9_-]+", "-") + "\"",
                        AwsPages.CONTAINER));
            } else if (!names.add(name)) {
                flaws.accept(Flaw.failure(
                        REQUEST,
                        name,
                        part,
                        "Two containers are named '" + name + "'",
                        "Give one of them another name",
                        AwsPages.CONTAINER));
            }
        });
    }

    private static void image(Container container, Consumer<Flaw> flaws) {
        Part part = container.at("image");
        if (!part.isGiven()) {
            flaws.accept(Flaw.failure(
                    "image-reference-invalid",
                    container.name(),
                    part,
                    "Container " + container.name() + " has no image",
                    "\"image\": \"<registry>/<repository>:<tag>\"",
                    AwsPages.CONTAINER));
        }
        part.text()
                .filter(image -> !IMAGE.matcher(image).matches())
                .ifPresent(image -> flaws.accept(Flaw.failure(
                        "image-reference-invalid",
                        container.name(),
                        part,
                        "'" + image + "' is no image reference" + reason(image),
                        "\"image\": \"<registry>/<repository>:<tag>\"",
                        AwsPages.CONTAINER)));
    }

    private static String reason(String image) {
        if (image.contains("://")) {
            return ": it begins with a scheme, which a reference has not";
        }
        if (image.chars().anyMatch(Character::isWhitespace)) {
            return ": it holds a space";
        }
        if (image.endsWith(":") || image.endsWith("@")) {
            return ": nothing follows the last '" + image.charAt(image.length() - 1) + "'";
        }
        String repository = image.replaceFirst("^[^/]*/", "").replaceFirst("[:@].*$", "");
        return repository.chars().anyMatch(Character::isUpperCase)
                ? ": a repository has no capital letters"
                : ": <registry>/<repository>:<tag> is one";
    }
}
