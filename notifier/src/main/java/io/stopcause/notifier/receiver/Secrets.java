package io.stopcause.notifier.receiver;

import io.stopcause.model.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where secrets come from.
 *
 * @param environment for {@code ${NAME}}
 * @param directory that relative names of files start from
 */
public record Secrets(Map<String, String> environment, Path directory) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    public Secrets {
        environment = Map.copyOf(environment);
    }

    /** The process's own environment and working directory. */
    public static Secrets ofProcess() {
        return new Secrets(System.getenv(), Path.of(""));
    }

    /** A secret, or why there is none. */
    public record Lookup(Optional<String> secret, List<ConfigProblem> problems) {

        /**
         * The secret itself.
         *
         * @throws IllegalStateException if there is none
         */
        public String required() {
            return secret.orElseThrow(() -> new IllegalStateException(problems.toString()));
        }

        /** Never shows the secret. */
        @Override
        public String toString() {
            return problems.isEmpty() ? "(secret)" : problems.toString();
        }

        private static Lookup found(String secret) {
            return new Lookup(Optional.of(secret), List.of());
        }

        private static Lookup problem(String field, String message) {
            return new Lookup(Optional.empty(), List.of(new ConfigProblem(field, message)));
        }
    }

    /**
     * The secret of a field that may be given as such or as the name of a file.
     *
     * @param field its name; the file's is the same with {@code File} at its end
     */
    public Lookup find(String field, Optional<SecretText> text, Optional<String> file) {
        if (text.isPresent() && file.isPresent()) {
            return Lookup.problem(field, "stands beside " + field + "File; give one of them");
        }
        if (text.isPresent()) {
            return expand(field, text.get().reveal());
        }
        return file.map(name -> read(field + "File", name))
                .orElseGet(() -> Lookup.problem(field, "is missing; give " + field + " or " + field + "File"));
    }

    /** The same for an address, which is a secret where it names a person or a channel. */
    public Lookup findAddress(String field, Optional<SecretText> text, Optional<String> file) {
        Lookup found = find(field, text, file);
        return found.secret()
                .flatMap(HttpAddress::problem)
                .map(why -> Lookup.problem(field, why))
                .orElse(found);
    }

    private Lookup expand(String field, String text) {
        Matcher variable = VARIABLE.matcher(text);
        StringBuilder expanded = new StringBuilder();
        while (variable.find()) {
            String name = variable.group(1);
            Optional<String> value = Optional.ofNullable(environment.get(name)).filter(found -> !found.isBlank());
            if (value.isEmpty()) {
                return Lookup.problem(field, "environment variable " + name + " is not set" + hint(name));
            }
            variable.appendReplacement(expanded, Matcher.quoteReplacement(value.get()));
        }
        String secret = variable.appendTail(expanded).toString();
        return secret.isBlank() ? Lookup.problem(field, "is empty") : Lookup.found(secret);
    }

    private String hint(String name) {
        return Nearest.to(name, environment.keySet())
                .filter(near -> !near.equals(name))
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private Lookup read(String field, String name) {
        Path path = directory.resolve(name);
        try {
            String secret = Files.readString(path).strip();
            return secret.isEmpty() ? Lookup.problem(field, "file " + path + " is empty") : Lookup.found(secret);
        } catch (IOException e) {
            String why = Files.exists(path) ? "cannot be read" : "does not exist";
            return Lookup.problem(field, "file " + path + " " + why);
        }
    }
}
