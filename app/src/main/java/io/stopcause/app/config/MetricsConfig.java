package io.stopcause.app.config;

import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Prometheus finds the process's figures.
 *
 * @param listen address and port, such as {@code 0.0.0.0:8418}; port 0 takes a free one
 */
public record MetricsConfig(String listen) {

    private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\s\\[\\]]+):(\\d{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    public MetricsConfig {
        Matcher parts = ADDRESS.matcher(listen);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "listen '" + listen + "' is no address with a port, such as 127.0.0.1:8418");
        }
    }

    /** The address to bind; looks the host's name up. */
    public InetSocketAddress address() {
        int colon = listen.lastIndexOf(':');
        return new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
    }
}
