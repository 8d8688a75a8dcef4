package com.fasterxml.jackson.core.io.doubleparser;

/**
 * The number parser that Event Ruler calls by this name. Jackson had a class of this name until 2.17; see RATIONALE.md,
 * "Why is there a class in a package of Jackson's?".
 */
public final class JavaDoubleParser {

    private JavaDoubleParser() {}

    /**
     * Reads a number.
     *
     * @throws NumberFormatException if the text is none
     */
    public static double parseDouble(CharSequence text) {
        return Double.parseDouble(text.toString());
    }
}
