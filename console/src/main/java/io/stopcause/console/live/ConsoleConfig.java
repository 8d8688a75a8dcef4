package io.stopcause.console.live;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the live page is served.
 *
 * @param listen address and port, {@value #DEFAULT_LISTEN} without it; port 0 takes a free one
 * @param hosts names by which browsers may call the page besides {@code localhost} and the loopback addresses, such as
 *     the name of a reverse proxy
 * @param token what lets others than people at this machine do more than read, as the password of their browser's
 *     sign-in or as a bearer token; {@code ${NAME}} takes it from the environment
 * @param tokenFile a file that holds it
 * @param userHeader the header in which a reverse proxy on this machine names who is signed in, such as {@code
 *     X-Forwarded-User}; who is named may act
 * @param keep how long the page shows what is resolved, such as {@code P90D}; without it as long as Kafka has it, and at
 *     most {@value IncidentBoard#MOST} incidents
 */
public record ConsoleConfig(
        Optional<String> listen,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> hosts,
        Optional<Token> token,
        Optional<String> tokenFile,
        Optional<String> userHeader,
        Optional<Duration> keep) {

    /** Text that must not be shown. */
    public record Token(String text) {

        /** Takes it as it stands in the file. */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Token {}

        @JsonValue
        @Override
        public String toString() {
            return "(secret)";
        }
    }

    /** Reachable from this machine alone. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:8417";

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+):(\\d{1,5})");
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z._-]+|\\[[0-9a-fA-F:.]+]");
    private static final int HIGHEST_PORT = 65_535;

    public ConsoleConfig {
        hosts = List.copyOf(hosts);
        parse(listen.orElse(DEFAULT_LISTEN));
        hosts.stream().filter(host -> !HOST.matcher(host).matches()).findFirst().ifPresent(host -> {
            throw new IllegalArgumentException("hosts: '" + host + "' is no host name; give it without port or scheme");
        });
        keep.filter(length -> length.isNegative() || length.isZero()).ifPresent(length -> {
            throw new IllegalArgumentException("keep: " + length + " must be longer than nothing, such as P90D");
        });
    }

    /** What holds without a configuration. */
    public static ConsoleConfig standard() {
        return at(Optional.empty());
    }

    /** On a free port of the loopback address. */
    public static ConsoleConfig onFreePort() {
        return at(Optional.of("127.0.0.1:0"));
    }

    private static ConsoleConfig at(Optional<String> listen) {
        return new ConsoleConfig(
                listen, List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The address to bind; looks the host's name up. */
    InetSocketAddress address() {
        Matcher parts = parse(listen.orElse(DEFAULT_LISTEN));
        return new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2)));
    }

    private static Matcher parse(String listen) {
        Matcher parts = ADDRESS.matcher(listen);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "listen: '" + listen + "' must be an address and a port, such as " + DEFAULT_LISTEN);
        }
        return parts;
    }
}
