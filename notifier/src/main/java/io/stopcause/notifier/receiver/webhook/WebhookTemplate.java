package io.stopcause.notifier.receiver.webhook;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Nearest;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Specimen;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import okhttp3.MediaType;

/**
 * A body that the user wrote. Mustache has no code, so that a template can neither hang nor reach anything but the
 * words of {@link TemplateWords}; each is escaped as the type of the body needs it, and there is no way around that.
 */
final class WebhookTemplate {

    private static final Pattern UNESCAPED = Pattern.compile("\\{\\{\\s*[{&=]");

    private final Template template;
    private final String contentType;

    private WebhookTemplate(Template template, String contentType) {
        this.template = template;
        this.contentType = contentType;
    }

    /**
     * The template.
     *
     * @throws MustacheException if {@link #problem} would report one
     */
    static WebhookTemplate of(String text, String contentType) {
        return new WebhookTemplate(
                Mustache.compiler()
                        .withEscaper(escaper(contentType))
                        .defaultValue("")
                        .compile(text),
                contentType);
    }

    /** What is wrong with a template, found by filling it with an invented incident. */
    static Optional<String> problem(String text, String contentType) {
        if (UNESCAPED.matcher(text).find()) {
            return Optional.of("{{{ }}}, {{& }} and {{= }} would let log text out of its quotes; use {{ }}");
        }
        try {
            WebhookTemplate filled = of(text, contentType);
            Optional<String> unknown = filled.unknown();
            return unknown.isPresent() ? unknown : filled.unreadable();
        } catch (MustacheException e) {
            return Optional.of("is no template: " + e.getMessage());
        }
    }

    String contentType() {
        return contentType;
    }

    String fill(Dispatch dispatch) {
        return template.execute(TemplateWords.of(dispatch));
    }

    private Optional<String> unknown() {
        Set<String> used = new TreeSet<>();
        template.visit(new Outermost(used));
        return used.stream()
                .filter(name -> !TemplateWords.NAMES.contains(name))
                .findFirst()
                .map(name -> Nearest.unknown("name", name, TemplateWords.NAMES));
    }

    private Optional<String> unreadable() {
        String filled = fill(Specimen.dispatch(Instant.EPOCH));
        if (!contentType.contains("json")) {
            return Optional.empty();
        }
        try {
            Json.read(filled, JsonNode.class);
            return Optional.empty();
        } catch (JsonReadException e) {
            return Optional.of("gives no JSON when it is filled: " + e.getMessage());
        }
    }

    private static Mustache.Escaper escaper(String contentType) {
        if (contentType.contains("json")) {
            return text -> new String(JsonStringEncoder.getInstance().quoteAsString(text));
        }
        if (contentType.equals("application/x-www-form-urlencoded")) {
            return text -> URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
        return contentType.contains("html") || contentType.contains("xml") ? Escapers.HTML : Escapers.NONE;
    }

    static boolean isType(String contentType) {
        return MediaType.parse(contentType) != null;
    }

    /** Collects the names that are used outside of sections; within one, its own names come first. */
    private record Outermost(Set<String> used) implements Mustache.Visitor {

        @Override
        public void visitText(String text) {
            // holds no name
        }

        @Override
        public void visitVariable(String name) {
            used.add(first(name));
        }

        @Override
        public boolean visitInclude(String name) {
            used.add(">" + name);
            return false;
        }

        @Override
        public boolean visitSection(String name) {
            used.add(first(name));
            return false;
        }

        @Override
        public boolean visitInvertedSection(String name) {
            return visitSection(name);
        }

        private static String first(String name) {
            int dot = name.indexOf('.');
            return dot > 0 ? name.substring(0, dot) : name;
        }
    }
}
