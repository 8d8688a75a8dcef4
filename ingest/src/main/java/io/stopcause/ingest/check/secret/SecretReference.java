package io.stopcause.ingest.check.secret;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a task definition's {@code valueFrom} names, as "Specifying sensitive data" of the ECS Developer Guide writes it.
 *
 * @param parameter whether it is one of Parameter Store; else a secret of Secrets Manager
 * @param id what the store is asked for: a secret's ARN, a parameter's name
 * @param region where it is; the task's own where it is not said
 * @param account that it belongs to, where it is said
 * @param key of the JSON text in a secret, where one is meant
 */
record SecretReference(
        boolean parameter, String id, Optional<String> region, Optional<String> account, Optional<String> key) {

    private static final Pattern SECRET = Pattern.compile(
            "(?<arn>arn:[\\w-]+:secretsmanager:(?<region>[a-z0-9-]+):(?<account>\\d{12}):secret:[\\w/+=.@-]+)"
                    + "(?::(?<key>[^:]*):[^:]*:[^:]*)?");

    private static final Pattern PARAMETER =
            Pattern.compile("arn:[\\w-]+:ssm:(?<region>[a-z0-9-]+):(?<account>\\d{12}):parameter(?<name>/?[\\w./-]+)");

    private static final Pattern NAME = Pattern.compile("/?[\\w.-]+(?:/[\\w.-]+)*");

    /** Empty for what can be neither. */
    static Optional<SecretReference> parse(String text) {
        Matcher secret = SECRET.matcher(text);
        if (secret.matches()) {
            return Optional.of(new SecretReference(
                    false,
                    secret.group("arn"),
                    Optional.of(secret.group("region")),
                    Optional.of(secret.group("account")),
                    Optional.ofNullable(secret.group("key")).filter(key -> !key.isEmpty())));
        }
        Matcher parameter = PARAMETER.matcher(text);
        if (parameter.matches()) {
            String path = parameter.group("name");
            // A name without a path has no slash of its own, and its ARN has one all the same.
            String name = path.indexOf('/', 1) < 0 ? path.replaceFirst("^/", "") : path;
            return Optional.of(new SecretReference(
                    true,
                    name,
                    Optional.of(parameter.group("region")),
                    Optional.of(parameter.group("account")),
                    Optional.empty()));
        }
        return NAME.matcher(text).matches()
                ? Optional.of(new SecretReference(true, text, Optional.empty(), Optional.empty(), Optional.empty()))
                : Optional.empty();
    }

    /**
     * The one that a question names; messages put quotes and full stops around it.
     *
     * @throws NotSeenException if it is none, or belongs to another account
     */
    static SecretReference of(About about) {
        String text = about.need("secret").replaceAll("^['\"]|[.,;'\")\\]]+$", "");
        SecretReference reference = parse(text)
                .orElseThrow(() -> new NotSeenException("'" + text + "' names neither a secret nor a parameter."));
        reference.checkAccount(about);
        return reference;
    }

    void checkAccount(About about) {
        if (account.isPresent() && about.account().isPresent() && !account.equals(about.account())) {
            throw new NotSeenException(id + " belongs to the account " + account.get() + ", which cannot be seen.");
        }
    }

    Account seenFrom(Account here) {
        return region.map(here::in).orElse(here);
    }

    String words() {
        return (parameter ? "parameter " : "secret ") + id;
    }
}
