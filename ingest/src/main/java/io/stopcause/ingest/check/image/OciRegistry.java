package io.stopcause.ingest.check.image;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Page;
import io.stopcause.ingest.check.RegistryConfig;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Any registry that speaks the OCI distribution specification, asked anonymously or with the configured credentials. As
 * Docker does, it speaks plain HTTP to this machine alone.
 */
final class OciRegistry implements Registry {

    private static final Pattern CHALLENGE = Pattern.compile("(?<name>realm|service|scope)=\"(?<value>[^\"]*)\"");
    private static final String MANIFESTS = String.join(", ", Manifest.TYPES);
    private static final int MAX_REDIRECTS = 3;

    private final Account account;

    OciRegistry(Account account) {
        this.account = account;
    }

    @Override
    public Optional<Kept> find(ImageReference image) {
        URI uri = address(image, "manifests/" + image.version());
        Page page = read(uri, image, Map.of("Accept", MANIFESTS), image.digest().isPresent());
        if (page.status() == 404) {
            return Optional.empty();
        }
        String digest = page.header("Docker-Content-Digest").or(image::digest).orElse("");
        return Optional.of(
                new Kept(expect(page, image).text(), page.header("Content-Type").orElse(""), digest));
    }

    @Override
    public String configuration(ImageReference image, String digest) {
        URI uri = address(image, "blobs/" + digest);
        Page page = read(uri, image, Map.of(), true);
        for (int i = 0; i < MAX_REDIRECTS && page.status() >= 300 && page.status() < 400; i++) {
            uri = target(uri, page);
            // Blobs lie elsewhere, and whoever keeps them must not learn how we ask the registry.
            page = account.page(uri, Map.of());
        }
        return expect(page, image).text();
    }

    private static URI target(URI from, Page page) {
        try {
            URI to = from.resolve(page.header("Location").orElse(""));
            if (from.getScheme().equals(to.getScheme()) || "https".equals(to.getScheme())) {
                return to;
            }
        } catch (IllegalArgumentException e) {
            throw new NotSeenException(from.getHost() + " points to no address.", e);
        }
        throw new NotSeenException(from.getHost() + " points to an address that is not encrypted.");
    }

    private static Page expect(Page page, ImageReference image) {
        if (page.status() == 401 || page.status() == 403) {
            throw new NotSeenException("The registry " + image.registry() + " does not show " + image.repository()
                    + " to us: give credentials for it (ingest.checks.registries).");
        }
        if (page.status() != 200) {
            throw new NotSeenException(
                    "The registry " + image.registry() + " answered with status " + page.status() + ".");
        }
        return page;
    }

    private Page read(URI uri, ImageReference image, Map<String, String> headers, boolean lasting) {
        Page first = get(uri, headers, lasting);
        if (first.status() != 401) {
            return first;
        }
        Map<String, String> allowed = new HashMap<>(headers);
        allowed.put("Authorization", authorization(first, image));
        // Another address, since the reply to the first is remembered: a fragment is never sent.
        return get(URI.create(uri + "#allowed"), allowed, lasting);
    }

    private Page get(URI uri, Map<String, String> headers, boolean lasting) {
        return lasting ? account.pageForLasting(uri, headers) : account.page(uri, headers);
    }

    /** Answers the registry's challenge: by the credentials themselves, or by a token that they, or nobody, may have. */
    private String authorization(Page refused, ImageReference image) {
        String challenge = refused.header("WWW-Authenticate").orElse("");
        Optional<String> basic = account.credentials(image.registry()).map(RegistryConfig::basic);
        if (challenge.regionMatches(true, 0, "Basic", 0, 5)) {
            return basic.orElseThrow(() -> new NotSeenException("The registry " + image.registry()
                    + " shows nothing to us without credentials (ingest.checks.registries)."));
        }
        Map<String, String> fields = CHALLENGE
                .matcher(challenge)
                .results()
                .map(found -> CHALLENGE.matcher(found.group()))
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        field -> field.group("name"), field -> field.group("value"), (one, other) -> one));
        String scope = fields.getOrDefault("scope", "repository:" + image.repository() + ":pull");
        URI realm = realm(fields, image, scope);
        Page page = account.page(
                realm, basic.map(value -> Map.of("Authorization", value)).orElse(Map.of()));
        JsonNode token = Manifest.tree(expect(page, image).text());
        String value = token.path("token").asText(token.path("access_token").asText());
        if (value.isEmpty()) {
            throw new NotSeenException("The registry " + image.registry() + " gives out no token.");
        }
        return "Bearer " + value;
    }

    private static URI realm(Map<String, String> fields, ImageReference image, String scope) {
        String realm = fields.getOrDefault("realm", "");
        String query = "service=" + encoded(fields.getOrDefault("service", "")) + "&scope=" + encoded(scope);
        try {
            URI uri = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
            if ("https".equals(uri.getScheme()) || isThisMachine(image.registry())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw new NotSeenException("The registry " + image.registry() + " does not say where tokens are.", e);
        }
        throw new NotSeenException("The registry " + image.registry() + " gives out tokens at no safe address.");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static URI address(ImageReference image, String end) {
        String host = image.registry().equals("docker.io") ? "registry-1.docker.io" : image.registry();
        return URI.create(
                (isThisMachine(host) ? "http://" : "https://") + host + "/v2/" + image.repository() + "/" + end);
    }

    private static boolean isThisMachine(String host) {
        return host.matches("(?:localhost|127\\.0\\.0\\.1)(?::\\d+)?");
    }
}
