package io.stopcause.console.live;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names by which the page may be called. A foreign name in the Host header means that some web site points its own
 * name at this machine, to read the page through the visitor's browser (DNS rebinding).
 */
final class AllowedHosts {

    private final Set<String> names;

    AllowedHosts(List<String> more) {
        Set<String> all = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
        more.forEach(name -> all.add(name.toLowerCase(Locale.ROOT)));
        this.names = Set.copyOf(all);
    }

    /** Whether a Host header, with or without a port, holds one of them. */
    boolean allows(String header) {
        String host = header.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT);
        return names.contains(host);
    }
}
