package io.stopcause.console.live;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who may do something on the page, and under which name: people at this machine, those with the token, and those for
 * whom a reverse proxy on this machine speaks. Everybody else who reaches the page may read it.
 *
 * @param token the password of HTTP's basic authentication, or a bearer token; absent if there is none
 * @param userHeader the header in which a reverse proxy names the user; believed from this machine only
 */
record Admission(Optional<String> token, Optional<String> userHeader) {

    /** People at this machine and nobody else. */
    static final Admission LOCAL = new Admission(Optional.empty(), Optional.empty());

    private static final List<String> FORWARDED = List.of("forwarded", "x-forwarded-for", "x-real-ip", "via");
    private static final String NAMELESS = "somebody with the token";
    private static final AllowedHosts HERE = new AllowedHosts(List.of());

    /**
     * Somebody who may act.
     *
     * @param name as the proxy or the browser tells it; absent for people at this machine, who say it themselves
     */
    record Admitted(Optional<String> name) {}

    /** Empty for those who may only read. */
    Optional<Admitted> of(Visitor visitor) {
        Optional<String> named = userHeader.filter(header -> visitor.loopback()).flatMap(visitor::header);
        if (named.isPresent()) {
            return Optional.of(new Admitted(named));
        }
        Optional<String> holder = visitor.header("authorization").flatMap(this::holder);
        if (holder.isPresent()) {
            return Optional.of(new Admitted(holder));
        }
        return isHere(visitor) ? Optional.of(new Admitted(Optional.empty())) : Optional.empty();
    }

    /** A reverse proxy on this machine comes from here as well, but it says whom it speaks for, or calls by another name. */
    private boolean isHere(Visitor visitor) {
        return userHeader.isEmpty()
                && visitor.loopback()
                && visitor.header("host").filter(HERE::allows).isPresent()
                && FORWARDED.stream().noneMatch(header -> visitor.header(header).isPresent());
    }

    /** Who shows the token. */
    private Optional<String> holder(String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        if (parts[0].equalsIgnoreCase("bearer")) {
            return isToken(parts[1]) ? Optional.of(NAMELESS) : Optional.empty();
        }
        return parts[0].equalsIgnoreCase("basic") ? decoded(parts[1]).flatMap(this::basic) : Optional.empty();
    }

    private static Optional<String> decoded(String base64) {
        try {
            return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<String> basic(String userAndToken) {
        int colon = userAndToken.indexOf(':');
        if (colon < 0 || !isToken(userAndToken.substring(colon + 1))) {
            return Optional.empty();
        }
        return Optional.of(colon == 0 ? NAMELESS : userAndToken.substring(0, colon));
    }

    private boolean isToken(String shown) {
        return token.filter(known -> MessageDigest.isEqual(
                        known.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }
}
