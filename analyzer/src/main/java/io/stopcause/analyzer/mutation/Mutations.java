package io.stopcause.analyzer.mutation;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.analyzer.mutation.Mutant.Kind;
import io.stopcause.analyzer.rule.Match;
import io.stopcause.analyzer.rule.Rule;
import io.stopcause.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** All faults that can be put into a rule. They follow from the form of its entries, so a new key of a rule has them too. */
final class Mutations {

    private static final JsonMapper JSON = Json.lenientOnAbsence(JsonMapper.builder());
    private static final String WINDOW = "within";
    private static final List<String> EXPRESSIONS = List.of("text", "all", "unless");
    private static final Pattern PATTERN = Pattern.compile("^(?:/event|.*/of)/");
    private static final double HARDLY = 0.05;
    private static final double SURELY = 0.99;

    private final Rule rule;
    private final IntPredicate hasRival;
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutations(Rule rule, IntPredicate hasRival) {
        this.rule = rule;
        this.hasRival = hasRival;
    }

    /**
     * The mutants of a rule.
     *
     * @param hasRival whether another cause stands beside the entry of that index in any test
     */
    static List<Mutant> of(Rule rule, IntPredicate hasRival) {
        Mutations mutations = new Mutations(rule, hasRival);
        for (int entry = 0; entry < rule.match().size(); entry++) {
            mutations.mutate(entry);
        }
        if (rule.consequence()) {
            mutations.add(
                    Kind.CONSEQUENCE_DROPPED,
                    "/consequence",
                    "no mere outcome",
                    List.of(),
                    rule.withConsequence(false));
        }
        return mutations.mutants;
    }

    private void mutate(int entry) {
        Match match = rule.match().get(entry);
        ObjectNode tree = tree(match);
        for (String field : EXPRESSIONS) {
            for (int i = 0; i < tree.path(field).size(); i++) {
                removed(entry, field, i);
            }
        }
        for (int i = 0; i < match.text().size(); i++) {
            widened(entry, i);
        }
        if (match.text().isEmpty()) {
            add(
                    Kind.CLAUSE_REMOVED,
                    place(entry, JsonPointer.empty()),
                    "without the whole entry",
                    List.of(),
                    without(entry));
        }
        walk(entry, JsonPointer.empty(), tree);
        if (hasRival.test(entry)) {
            confidence(entry, HARDLY);
            confidence(entry, SURELY);
        }
    }

    private void removed(int entry, String field, int index) {
        ObjectNode tree = tree(rule.match().get(entry));
        ArrayNode list = tree.withArrayProperty(field);
        JsonPointer at = JsonPointer.empty().appendProperty(field).appendIndex(index);
        String gone = list.remove(index).asText();
        List<String> touches = field.equals("all") ? rule.match().get(entry).text() : List.of(gone);
        Rule changed = field.equals("text") && list.isEmpty() ? without(entry) : with(entry, tree);
        add(Kind.CLAUSE_REMOVED, place(entry, at), "without '" + gone + "'", touches, changed);
    }

    private void widened(int entry, int index) {
        String source = rule.match().get(entry).text().get(index);
        JsonPointer at = JsonPointer.empty().appendProperty("text").appendIndex(index);
        Widening.of(source).forEach((wider, words) -> {
            ObjectNode tree = tree(rule.match().get(entry));
            tree.withArrayProperty("text").set(index, wider);
            add(
                    Kind.PATTERN_WIDENED,
                    place(entry, at),
                    words + " in '" + source + "'",
                    List.of(wider),
                    with(entry, tree));
        });
    }

    private void confidence(int entry, double confidence) {
        change(entry, JsonPointer.compile("/confidence"), Kind.CONFIDENCE_FLIPPED, DoubleNode.valueOf(confidence));
    }

    /** Numbers and the fields of event patterns, wherever they stand. */
    private void walk(int entry, JsonPointer at, ObjectNode node) {
        node.properties().forEach(field -> {
            JsonPointer path = at.appendProperty(field.getKey());
            JsonNode value = field.getValue();
            if (value.isIntegralNumber()) {
                number(entry, path, field.getKey(), value.longValue());
            } else if (value instanceof ObjectNode inner) {
                walk(entry, path, inner);
            } else if (value.isArray() && isPattern(path)) {
                change(entry, path, Kind.CLAUSE_REMOVED, MissingNode.getInstance());
            }
        });
    }

    private static boolean isPattern(JsonPointer path) {
        return PATTERN.matcher(path.toString()).find();
    }

    private void number(int entry, JsonPointer at, String name, long value) {
        change(entry, at, Kind.THRESHOLD_MOVED, LongNode.valueOf(value + 1));
        if (value > 1) {
            change(entry, at, Kind.THRESHOLD_MOVED, LongNode.valueOf(value - 1));
        }
        if (name.equals(WINDOW) && value > 1) {
            change(entry, at, Kind.WINDOW_HALVED, LongNode.valueOf(value / 2));
        }
    }

    /** Puts another value there; a missing one takes the field away, and with it what holds nothing else. */
    private void change(int entry, JsonPointer at, Kind kind, JsonNode value) {
        ObjectNode tree = tree(rule.match().get(entry));
        ObjectNode holder = (ObjectNode) tree.at(at.head());
        String name = at.last().getMatchingProperty();
        if (!value.isMissingNode()) {
            holder.set(name, value);
            add(kind, place(entry, at), name + " " + value, List.of(), with(entry, tree));
        } else if (holder.size() > 1) {
            holder.remove(name);
            add(kind, place(entry, at), "without the field", List.of(), with(entry, tree));
        } else if (at.head().head() != null && at.head().head().length() > 0) {
            change(entry, at.head(), kind, value);
        }
    }

    private void add(Kind kind, String place, String words, List<String> touches, Rule changed) {
        mutants.add(new Mutant(rule.id(), kind, place, words, touches, changed));
    }

    private Rule with(int entry, ObjectNode tree) {
        List<Match> entries = new ArrayList<>(rule.match());
        entries.set(entry, read(tree));
        return rule.withMatch(entries);
    }

    private Rule without(int entry) {
        List<Match> entries = new ArrayList<>(rule.match());
        entries.remove(entry);
        return rule.withMatch(entries);
    }

    private static String place(int entry, JsonPointer at) {
        return "/match/" + entry + at;
    }

    private static ObjectNode tree(Match match) {
        ObjectNode tree = JSON.valueToTree(match);
        tree.properties()
                .removeIf(field -> field.getValue().isNull() || field.getValue().isMissingNode());
        return tree;
    }

    private static Match read(ObjectNode tree) {
        try {
            return JSON.treeToValue(tree, Match.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry that was read cannot be written", e);
        }
    }
}
