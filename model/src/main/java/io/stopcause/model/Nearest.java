package io.stopcause.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {

    private Nearest() {}

    /** The known name with the fewest edits away, if fewer than half of the letters differ. */
    public static Optional<String> to(String name, Collection<String> known) {
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> edits(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> 2 * edits(name, candidate) <= Math.max(name.length(), candidate.length()));
    }

    /** "unknown field 'tpyo'; did you mean 'typo'?", or the list of all names if none is near. */
    public static String unknown(String what, String name, Collection<String> known) {
        String hint = to(name, known)
                .map(near -> "did you mean '" + near + "'?")
                .orElseGet(() ->
                        "known: " + String.join(", ", known.stream().sorted().toList()));
        return "unknown " + what + " '" + name + "'; " + hint;
    }

    /** The known names that begin most like this one, the nearest first. */
    public static List<String> starts(String start, Collection<String> known, int most) {
        return known.stream()
                .sorted(Comparator.<String>comparingInt(
                                name -> edits(start, name.substring(0, Math.min(name.length(), start.length()))))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(most)
                .toList();
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
