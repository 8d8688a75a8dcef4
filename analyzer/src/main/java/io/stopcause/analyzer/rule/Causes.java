package io.stopcause.analyzer.rule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The causes that a verdict may name: a public interface, where an id never changes its meaning. */
public final class Causes {

    private static final String FILE = "/causes.yaml";

    private Causes() {}

    /**
     * One cause.
     *
     * @param id kebab-case name
     * @param family the part of the system that has to be looked at
     * @param means what happened, in one sentence
     * @param page whether a person on call wants to be told: yes, no, or depends
     * @param refutableBy the read-only question to AWS that decides; empty where there is none
     */
    public record Cause(
            String id,
            String family,
            String means,
            String page,
            @JsonProperty("refutable_by") String refutableBy) {

        public Cause {
            refutableBy = refutableBy == null ? "" : refutableBy;
        }
    }

    /** The cause of that id, which is known to exist. */
    public static Cause of(String id) {
        return Optional.ofNullable(all().get(id)).orElseThrow();
    }

    /** Whether a look into the account could refute it. */
    public static boolean isRefutable(String id) {
        return Optional.ofNullable(all().get(id))
                .filter(cause -> !cause.refutableBy().isEmpty())
                .isPresent();
    }

    /** Whether it is no failure, but what keeps one from being seen or understood. */
    public static boolean isBlindSpot(String id) {
        return Optional.ofNullable(all().get(id))
                .filter(cause -> cause.family().equals("blind-spot"))
                .isPresent();
    }

    /** All causes by id. */
    public static Map<String, Cause> all() {
        return Catalogue.CAUSES;
    }

    /** Reads the file at the first use, and once. */
    private static final class Catalogue {

        static final Map<String, Cause> CAUSES = read();

        private static Map<String, Cause> read() {
            try (InputStream in = Causes.class.getResourceAsStream(FILE)) {
                List<Cause> causes = Json.lenientOnAbsence(YAMLMapper.builder(new YAMLFactory()))
                        .readValue(in, new TypeReference<List<Cause>>() {});
                Map<String, Cause> byId = new TreeMap<>();
                causes.forEach(cause -> byId.put(cause.id(), cause));
                return Collections.unmodifiableMap(byId);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
