package io.stopcause.app.cli;

import picocli.CommandLine.Help.Ansi.Style;

/** Colours for a person's terminal, and none for anything else. What is painted has to be safe already. */
enum Paint {
    GOOD(Style.fg_green),
    BAD(Style.fg_red),
    NEWS(Style.fg_yellow),
    NAME(Style.bold),
    ASIDE(Style.faint);

    private final Style style;

    Paint(Style style) {
        this.style = style;
    }

    String on(String text, boolean coloured) {
        return coloured && !text.isEmpty() ? style.on() + text + style.off() : text;
    }
}
