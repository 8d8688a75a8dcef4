package io.stopcause.analyzer.match;

import com.fasterxml.jackson.core.type.TypeReference;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.RuleSet;
import io.stopcause.analyzer.rule.Step;
import io.stopcause.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The literals of the expressions that come with stopcause, found by the build. To find them at each start takes twice as
 * long as to read them.
 */
public final class LiteralPack {

    private static final String NAME = "literals.json";
    private static final TypeReference<Map<String, List<List<LiteralSet>>>> TYPE = new TypeReference<>() {};
    private static final Supplier<Map<String, List<List<LiteralSet>>>> SHIPPED = new Once<>(LiteralPack::shipped);

    private LiteralPack() {}

    /** What {@link Literals#required} says with {@link Literals#LEAST}. */
    static List<List<LiteralSet>> required(String expression) {
        List<List<LiteralSet>> known = SHIPPED.get().get(expression);
        return known == null ? Literals.required(expression, Literals.LEAST) : known;
    }

    private static Map<String, List<List<LiteralSet>>> shipped() {
        try (InputStream in = LiteralPack.class.getResourceAsStream("/" + NAME)) {
            return in == null ? Map.of() : Json.mapper().readValue(in, TYPE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> expressions(RuleSet rules) {
        Stream<Match> entries = rules.rules().stream().flatMap(rule -> rule.match().stream());
        return Stream.concat(
                entries.flatMap(entry -> Stream.concat(
                        entry.text().stream(),
                        entry.further().stream().map(Step::text).flatMap(Collection::stream))),
                rules.harmless().stream().flatMap(rule -> Stream.concat(rule.line().stream(), rule.cure().stream())));
    }

    /**
     * Packs the literals of a build's rules.
     *
     * @param arguments the directory of its classes, which holds the rules and gets the pack
     */
    public static void main(String[] arguments) throws IOException {
        Map<String, List<List<LiteralSet>>> pack = new TreeMap<>();
        expressions(RuleSet.shipped())
                .forEach(expression -> pack.put(expression, Literals.required(expression, Literals.LEAST)));
        Files.write(Path.of(arguments[0], NAME), Json.writeBytes(pack));
    }
}
