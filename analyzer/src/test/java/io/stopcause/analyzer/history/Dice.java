package io.stopcause.analyzer.history;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** All chance of one history: the same seed throws the same. */
final class Dice {

    private static final String HEX = "0123456789abcdef";

    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From low to high, both included. */
    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    Duration seconds(int low, int high) {
        return Duration.ofMillis(random.nextLong(low * 1000L, high * 1000L + 1));
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    String hex(int digits) {
        return string(HEX, digits);
    }

    String digits(int count) {
        return (char) ('1' + random.nextInt(9)) + string("0123456789", count - 1);
    }

    private String string(String letters, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    <T> void shuffle(List<T> list) {
        for (int i = list.size() - 1; i > 0; i--) {
            list.set(i, list.set(random.nextInt(i + 1), list.get(i)));
        }
    }
}
