package io.stopcause.analyzer.match;

import java.util.Arrays;

/** Positions in a text. Not safe for use by several threads. */
final class Places {

    private int[] positions = new int[64];
    private int count;

    void add(int position) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = position;
    }

    int[] sorted() {
        int[] sorted = Arrays.copyOf(positions, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
