package io.stopcause.notifier.receiver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/** Addresses of HTTP receivers. The path may be a secret, so only the host is ever named. */
public final class HttpAddress {

    private HttpAddress() {}

    /** What is wrong with an address, without repeating it. */
    public static Optional<String> problem(String address) {
        try {
            URI uri = new URI(address);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null
                    ? Optional.empty()
                    : Optional.of("must be an address such as https://hooks.example.org/stopcause");
        } catch (URISyntaxException e) {
            return Optional.of("is no address: " + e.getReason() + " at index " + e.getIndex());
        }
    }

    /** What is wrong with an address that is no secret, if it is given. */
    public static Optional<ConfigProblem> problem(String field, Optional<String> address) {
        return address.filter(given -> problem(given).isPresent())
                .map(given -> new ConfigProblem(field, "'" + given + "' must be an http address"));
    }

    /** The address that was found. */
    public static URI of(Secrets.Lookup found) {
        return URI.create(found.required());
    }

    /** What can be shown of an address. */
    public static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    /** Whether somebody listens there; nothing is sent. */
    public static Optional<String> check(URI address, Duration timeout) {
        int standard = "https".equals(address.getScheme()) ? 443 : 80;
        int port = address.getPort() < 0 ? standard : address.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), port), (int) timeout.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(MustRetry.inWords(shown(address), e));
        }
    }
}
