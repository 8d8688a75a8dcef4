package io.stopcause.notifier;

import io.stopcause.model.Evidence;
import io.stopcause.model.Incident;
import io.stopcause.model.Remediation;
import io.stopcause.model.Scope;
import io.stopcause.model.Severity;
import io.stopcause.model.Verified;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Incidents each of whose texts holds the same secret, each time in another shape; the seed decides all of it. */
public final class SeededSecrets {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static final List<UnaryOperator<String>> SHAPES = List.of(
            s -> "DB_PASSWORD=" + s,
            s -> "password: " + s,
            s -> "{\"password\":\"" + s + "\"}",
            s -> "{\\\"apiKey\\\":\\\"" + s + "\\\"}",
            s -> "{\"name\":\"API_TOKEN\",\"value\":\"" + s + "\"}",
            s -> "postgres://app:" + s + "@db.internal:5432/app",
            s -> "jdbc:postgresql://db/app?user=app&password=" + s + "&ssl=true",
            s -> "Authorization: Bearer 7" + s,
            s -> "authorization: Basic " + s + "==",
            s -> "curl -u app:" + s + " https://example.org",
            s -> "Set-Cookie: session=" + s,
            s -> "https://b.s3.amazonaws.com/k?X-Amz-Security-Token=" + s + "&X-Amz-Signature=" + s,
            s -> "https://b.s3.amazonaws.com/k?AWSAccessKeyId=" + s + "&Signature=" + s,
            s -> "AKIA" + s.substring(0, 16).toUpperCase(Locale.ROOT),
            s -> "aws_secret_access_key=" + s,
            s -> "token eyJhbGciOiJIUzI1NiJ9." + s + ".sig",
            s -> "ghp_" + s,
            s -> "xoxb-12-" + s,
            s -> "https://hooks.slack.com/services/T0/B0/" + s,
            s -> "-----BEGIN RSA PRIVATE KEY-----\\n" + s + "\\n-----END RSA PRIVATE KEY-----",
            s -> "-----BEGIN PRIVATE KEY-----\n" + s + "\n-----END PRIVATE KEY-----",
            s -> "\u001B[31mpassword=\u001B[0m" + s,
            s -> "pass\u202Eword=" + s);

    private final Random random;
    private final String secret;

    public SeededSecrets(long seed) {
        random = new Random(seed);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 24 + random.nextInt(20); i++) {
            word.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        }
        secret = word.toString();
    }

    /** What must be found nowhere, in small letters: the part that all shapes keep. */
    public String telltale() {
        return secret.substring(0, 16).toLowerCase(Locale.ROOT);
    }

    public Incident incident() {
        return new Incident(
                "5f2c1a9be07d4433",
                new Incident.Headline(
                        text(), Severity.CRITICAL, Scope.ofService("111122223333", "eu-central-1", text(), text())),
                new Incident.Diagnosis(
                        text(),
                        List.of(text()),
                        0.5,
                        Verified.UNCHECKED,
                        new Evidence(
                                List.of(Incidents.item(text(), text()), Incidents.item("app.log", text())),
                                List.of(Incidents.item(text(), text())),
                                List.of(Incidents.item(text(), text()))),
                        new Incident.RuleReference("r", "1")),
                Incidents.STORY.life(),
                new Incident.Reach(
                        new Incident.Revision(Optional.of(text()), Optional.of(text())),
                        List.of(new Incident.FailedTask("0".repeat(32), Optional.of(text()), Incidents.START, text())),
                        1,
                        List.of(new Incident.Symptom(text(), Incidents.START, text())),
                        List.of(text())),
                new Remediation(
                        text(), text(), List.of(new Remediation.Step(text(), "shell", text())), text(), text()));
    }

    private String text() {
        return "a " + SHAPES.get(random.nextInt(SHAPES.size())).apply(secret) + " b";
    }
}
