package io.stopcause.analyzer.preflight;

import io.stopcause.analyzer.preflight.Definition.Container;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Secrets, environment and environment files. */
final class SecretInspection implements Inspection {

    private static final String REFERENCE = "secret-reference-invalid";
    private static final String REQUEST = "request-parameter-invalid";
    private static final Pattern PARAMETER_NAME = Pattern.compile("[\\w./-]+");
    private static final Pattern PARAMETER_ARN =
            Pattern.compile("arn:aws[\\w-]*:ssm:[\\w-]+:\\d{12}:parameter/[\\w./-]+");
    private static final Pattern SECRET_ARN =
            Pattern.compile("arn:aws[\\w-]*:secretsmanager:[\\w-]+:\\d{12}:secret:[^:]+(?::[^:]*:[^:]*:[^:]*)?");
    private static final Pattern SECRET_KEYS =
            Pattern.compile("(arn:aws[\\w-]*:secretsmanager:[\\w-]+:\\d{12}:secret:[^:]+)(:[^:]+)?(:[^:]*)?(:.*)?");
    private static final Pattern FILE = Pattern.compile("arn:aws[\\w-]*:s3:::[^/]+/.+\\.env");

    @Override
    public void of(Definition definition, Consumer<Flaw> flaws) {
        for (Container container : definition.containers()) {
            Set<String> secrets = new HashSet<>();
            container.at("secrets").each().forEach(secret -> secret(container, secret, secrets, flaws));
            container
                    .at("logConfiguration")
                    .at("secretOptions")
                    .each()
                    .forEach(secret -> reference(container, secret.at("valueFrom"), flaws));
            Set<String> variables = new HashSet<>();
            container
                    .at("environment")
                    .each()
                    .forEach(variable -> variable(container, variable, variables, secrets, flaws));
            container.at("environmentFiles").each().forEach(file -> file(container, file, flaws));
        }
    }

    private static void secret(Container container, Part secret, Set<String> names, Consumer<Flaw> flaws) {
        reference(container, secret.at("valueFrom"), flaws);
        if (!secret.at("name").isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    secret.at("name"),
                    "A secret of container " + container.name() + " has no name",
                    "\"name\": \"<environment variable>\"",
                    AwsPages.SECRETS));
        }
        secret.at("name")
                .text()
                .filter(name -> !names.add(name))
                .ifPresent(name -> flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        secret.at("name"),
                        "The secret " + name + " stands twice in container " + container.name(),
                        "Take one of them out",
                        AwsPages.CONTAINER)));
    }

    private static void reference(Container container, Part from, Consumer<Flaw> flaws) {
        if (!from.isGiven()) {
            flaws.accept(Flaw.failure(
                    REFERENCE,
                    container.name(),
                    from,
                    "A secret of container " + container.name() + " has no valueFrom",
                    "\"valueFrom\": \"arn:aws:secretsmanager:<region>:<account>:secret:<name>\"",
                    AwsPages.SECRETS));
        }
        from.text().filter(value -> !isReference(value)).ifPresent(value -> {
            boolean keys = SECRET_KEYS.matcher(value).matches();
            flaws.accept(Flaw.failure(
                    REFERENCE,
                    container.name(),
                    from,
                    "'" + value + "' is no reference to a secret or parameter"
                            + (keys ? ": behind the secret stand key, stage and version, with all three colons" : ""),
                    "\"valueFrom\": \"" + mended(value, keys) + "\"",
                    value.contains(":ssm:") ? AwsPages.PARAMETER_STORE : AwsPages.SECRETS));
        });
    }

    private static boolean isReference(String value) {
        return value.startsWith("arn:")
                ? SECRET_ARN.matcher(value).matches()
                        || PARAMETER_ARN.matcher(value).matches()
                : PARAMETER_NAME.matcher(value).matches();
    }

    private static String mended(String value, boolean keys) {
        if (!keys) {
            return value.contains(":ssm:")
                    ? "arn:aws:ssm:<region>:<account>:parameter/<name>"
                    : "arn:aws:secretsmanager:<region>:<account>:secret:<name>:<key>::";
        }
        return SECRET_KEYS
                .matcher(value)
                .replaceAll(found -> found.group(1)
                        + (found.group(2) == null ? ":" : found.group(2))
                        + (found.group(3) == null ? ":" : found.group(3))
                        + ":");
    }

    private static void variable(
            Container container, Part variable, Set<String> names, Set<String> secrets, Consumer<Flaw> flaws) {
        Part place = variable.at("name");
        if (!place.isGiven()) {
            flaws.accept(Flaw.failure(
                    REQUEST,
                    container.name(),
                    place,
                    "A variable of container " + container.name() + " has no name",
                    "\"name\": \"<environment variable>\"",
                    AwsPages.CONTAINER));
        }
        place.text().ifPresent(name -> {
            if (secrets.contains(name)) {
                flaws.accept(Flaw.failure(
                        REQUEST,
                        container.name(),
                        place,
                        name + " of container " + container.name() + " is a secret and a plain variable at once",
                        "Take it out of \"environment\"",
                        AwsPages.CONTAINER));
            } else if (!names.add(name)) {
                flaws.accept(Flaw.doubt(
                        REQUEST,
                        container.name(),
                        place,
                        name + " stands twice in the environment of container " + container.name()
                                + "; only one value counts",
                        "Take one of them out",
                        AwsPages.CONTAINER));
            }
        });
    }

    private static void file(Container container, Part file, Consumer<Flaw> flaws) {
        Part value = file.at("value");
        value.text()
                .filter(arn -> !FILE.matcher(arn).matches())
                .ifPresent(arn -> flaws.accept(Flaw.failure(
                        "environment-file-unreadable",
                        container.name(),
                        value,
                        "'" + arn + "' is not the ARN of a file in Amazon S3 whose name ends in .env",
                        "\"value\": \"arn:aws:s3:::<bucket>/<name>.env\"",
                        AwsPages.ENVIRONMENT_FILES)));
    }
}
