package io.stopcause.ingest.check.image;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an image, taken apart as Docker does.
 *
 * @param registry its host, and port if any; {@code docker.io} where the name has none
 * @param repository such as {@code library/nginx}
 * @param tag {@code latest} where neither tag nor digest is named
 * @param digest such as {@code sha256:...}; it counts, whatever the tag
 */
record ImageReference(String registry, String repository, Optional<String> tag, Optional<String> digest) {

    private static final Pattern SHAPE = Pattern.compile("(?:(?<registry>[A-Za-z0-9.-]+(?::\\d{1,5})?)/)?"
            + "(?<repository>[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)"
            + "(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-fA-F]{32,}))?");

    private static final String DOCKER_HUB = "docker.io";

    /** Empty for what is no name of an image. */
    static Optional<ImageReference> parse(String name) {
        Matcher whole = SHAPE.matcher(name);
        if (!whole.matches()) {
            return Optional.empty();
        }
        Optional<String> first = Optional.ofNullable(whole.group("registry"));
        Optional<String> digest = Optional.ofNullable(whole.group("digest"));
        Optional<String> tag = Optional.ofNullable(whole.group("tag"))
                .or(() -> digest.isPresent() ? Optional.empty() : Optional.of("latest"));
        String path = whole.group("repository");
        if (first.isEmpty() || !isHost(first.get())) {
            String repository = first.map(start -> start + "/").orElse("") + path;
            if (!repository.equals(repository.toLowerCase(Locale.ROOT))) {
                return Optional.empty();
            }
            boolean official = !repository.contains("/");
            return Optional.of(new ImageReference(DOCKER_HUB, (official ? "library/" : "") + repository, tag, digest));
        }
        boolean official = first.get().equals(DOCKER_HUB) && !path.contains("/");
        return Optional.of(new ImageReference(first.get(), (official ? "library/" : "") + path, tag, digest));
    }

    /** What stands before the first slash is a host if it looks like one. */
    private static boolean isHost(String start) {
        return start.contains(".") || start.contains(":") || start.equals("localhost");
    }

    /** The same image by the digest that is known of it. */
    ImageReference at(String known) {
        return new ImageReference(registry, repository, tag, Optional.of(known));
    }

    /** What a registry is asked for: the digest, else the tag. */
    String version() {
        return digest.or(() -> tag).orElse("latest");
    }

    /** As a person writes it. */
    String name() {
        return registry + "/" + repository
                + digest.map(value -> "@" + value)
                        .orElseGet(() -> tag.map(value -> ":" + value).orElse(""));
    }
}
