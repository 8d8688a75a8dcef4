package io.stopcause.analyzer.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Guesses the cause of a failure from its words where no rule knows its text: of all causes the one whose known texts have
 * the most and the rarest words in common with it. Only for what is known to tell of a failure; ordinary text resembles
 * something too. Deterministic and safe for use by several threads.
 */
public final class Likeness {

    /** How sure a guess makes. */
    public static final double CONFIDENCE = 0.4;

    /** A rule that is no surer than this says that something failed and not what. */
    public static final double DOUBT = 0.2;

    /** In hundredths; texts that share less have nothing in common. */
    private static final int LEAST = 600;

    /** What the first cause has to reach, and how far it has to be ahead of the second, to be more than one of several. */
    private static final int CLEAR = 1000;

    private static final double AHEAD = 1.3;

    private static final int CAUSES = 3;
    private static final int WORDS = 4;
    private static final int STEM = 4;
    private static final List<String> ENDINGS = List.of("ing", "ed", "es", "s", "e");

    private static final Supplier<LikenessPack> SHIPPED = new Once<>(LikenessPack::shipped);

    /**
     * What a text resembles.
     *
     * @param causes the nearest first; at least one, at most three
     * @param clear whether the nearest is well ahead of the next
     * @param words stems that speak most for the nearest
     */
    public record Guess(List<String> causes, boolean clear, List<String> words) {

        public Guess {
            causes = List.copyOf(causes);
            words = List.copyOf(words);
        }

        public String cause() {
            return causes.get(0);
        }

        /** What it is and what speaks for it, for a person. */
        public String reason() {
            return "a guess: no rule knows this text, but others of " + cause() + " have these words: "
                    + String.join(", ", words);
        }
    }

    private Likeness() {}

    /** What a text that tells of a failure resembles; empty where it has little in common with any known one. */
    public static Optional<Guess> of(String text) {
        LikenessPack pack = SHIPPED.get();
        Set<String> words = words(text);
        int[] scores = new int[pack.causes().size()];
        for (String word : words) {
            int[] weights = pack.weights().getOrDefault(word, new int[0]);
            for (int i = 0; i < weights.length; i += 2) {
                scores[weights[i]] += weights[i + 1];
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] >= LEAST) {
                order.add(i);
            }
        }
        order.sort(Comparator.<Integer>comparingInt(place -> -scores[place]).thenComparing(place -> place));
        if (order.isEmpty()) {
            return Optional.empty();
        }
        int first = order.get(0);
        boolean clear = scores[first] >= CLEAR && (order.size() < 2 || scores[first] >= AHEAD * scores[order.get(1)]);
        return Optional.of(new Guess(
                order.stream().limit(CAUSES).map(pack.causes()::get).toList(), clear, speaking(words, first, pack)));
    }

    private static List<String> speaking(Set<String> words, int cause, LikenessPack pack) {
        Map<String, Integer> says = new TreeMap<>();
        words.stream().filter(word -> !isPair(word)).forEach(word -> {
            int[] weights = pack.weights().getOrDefault(word, new int[0]);
            for (int i = 0; i < weights.length; i += 2) {
                if (weights[i] == cause) {
                    says.put(word, weights[i + 1]);
                }
            }
        });
        return says.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    static boolean isPair(String word) {
        return word.indexOf(' ') >= 0;
    }

    /** The stems of the words of a text, in names of classes too, and each two that stand side by side. */
    static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        String last = "";
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean hump = start >= 0 && c >= 'A' && c <= 'Z' && Character.isLowerCase(text.charAt(i - 1));
            if (start >= 0 && (!letter || hump)) {
                if (i - start > 1) {
                    String word = stem(text.substring(start, i).toLowerCase(Locale.ROOT));
                    words.add(word);
                    if (!last.isEmpty()) {
                        words.add(last + ' ' + word);
                    }
                    last = word;
                }
                start = -1;
            }
            if (letter && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static String stem(String word) {
        return ENDINGS.stream()
                .filter(word::endsWith)
                .map(ending -> word.substring(0, word.length() - ending.length()))
                .filter(stem -> stem.length() >= STEM)
                .findFirst()
                .orElse(word);
    }
}
