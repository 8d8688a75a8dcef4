package io.stopcause.notifier.receiver.email;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.SecretText;
import io.stopcause.notifier.receiver.Secrets;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import org.simplejavamail.api.mailer.config.TransportStrategy;

/**
 * A mail server.
 *
 * @param host its name
 * @param port 587, 465 or 25 by {@code security} without it
 * @param security {@code starttls} (without it), {@code tls}, or {@code plain} for a server on the same machine
 * @param username where the server wants one
 * @param password where there is a user name
 * @param passwordFile a file that holds it
 * @param authorityFile certificates in PEM of an authority of your own that vouches for the server; those that come with
 *     Java without it
 */
public record SmtpConfig(
        String host,
        Optional<Integer> port,
        Optional<Security> security,
        Optional<String> username,
        Optional<SecretText> password,
        Optional<String> passwordFile,
        Optional<String> authorityFile) {

    private static final int LAST_PORT = 65_535;

    /** How the way to the server is protected. */
    public enum Security {
        STARTTLS(587, TransportStrategy.SMTP_TLS),
        TLS(465, TransportStrategy.SMTPS),
        PLAIN(25, TransportStrategy.SMTP);

        private final int port;
        private final TransportStrategy transport;

        Security(int port, TransportStrategy transport) {
            this.port = port;
            this.transport = transport;
        }

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Security of(String wire) {
            List<String> known = Arrays.stream(values()).map(Security::wire).toList();
            if (!known.contains(wire)) {
                throw new IllegalArgumentException(Nearest.unknown("security", wire, known));
            }
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    List<ConfigProblem> problems(Secrets secrets) {
        List<ConfigProblem> problems = new ArrayList<>();
        if (host.isBlank()) {
            problems.add(new ConfigProblem("host", "is empty"));
        }
        port.filter(number -> number < 1 || number > LAST_PORT)
                .ifPresent(number ->
                        problems.add(new ConfigProblem("port", number + " must lie between 1 and " + LAST_PORT)));
        if (username.isPresent()) {
            problems.addAll(secrets.find("password", password, passwordFile).problems());
        } else if (password.isPresent() || passwordFile.isPresent()) {
            problems.add(new ConfigProblem("username", "is missing, and there is a password"));
        }
        problems.addAll(authorityProblems(secrets));
        return problems;
    }

    private List<ConfigProblem> authorityProblems(Secrets secrets) {
        if (authorityFile.isEmpty()) {
            return List.of();
        }
        if (isPlain()) {
            return List.of(new ConfigProblem("authorityFile", "has no effect: the way is not encrypted"));
        }
        Secrets.Lookup certificates = authority(secrets);
        if (certificates.secret().isEmpty()) {
            return certificates.problems();
        }
        try {
            Authority.sockets(certificates.required());
            return List.of();
        } catch (CertificateException e) {
            return List.of(new ConfigProblem("authorityFile", "holds no certificates in PEM: " + e.getMessage()));
        }
    }

    private Secrets.Lookup authority(Secrets secrets) {
        return secrets.find("authority", Optional.empty(), authorityFile);
    }

    /** Sockets to a server that the authority vouches for; empty where those that come with Java do. */
    Optional<SSLSocketFactory> sockets(Secrets secrets) {
        return authorityFile.map(file -> {
            try {
                return Authority.sockets(authority(secrets).required());
            } catch (CertificateException e) {
                throw new IllegalStateException("authorityFile: " + e.getMessage(), e);
            }
        });
    }

    int portOrUsual() {
        return port.orElse(securityOrUsual().port);
    }

    TransportStrategy transport() {
        return securityOrUsual().transport;
    }

    boolean isPlain() {
        return securityOrUsual() == Security.PLAIN;
    }

    Optional<String> findPassword(Secrets secrets) {
        return username.map(
                name -> secrets.find("password", password, passwordFile).required());
    }

    private Security securityOrUsual() {
        return security.orElse(Security.STARTTLS);
    }
}
