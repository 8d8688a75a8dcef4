package io.stopcause.app.cli;

import io.stopcause.console.page.TablesView;
import io.stopcause.console.page.TablesView.Table;
import java.util.List;
import java.util.stream.IntStream;

/** A report of tables as a person reads it on a terminal. */
final class TablesText {

    private static final int WIDEST = 60;
    private static final String GAP = "  ";

    private TablesText() {}

    /** Safe for a terminal; ends with a line break. */
    static String of(TablesView view, boolean coloured) {
        StringBuilder text = new StringBuilder(Paint.NAME.on(safe(view.title()), coloured)).append('\n');
        int labels = view.head().stream()
                .mapToInt(line -> line.label().length())
                .max()
                .orElse(0);
        view.head().forEach(line -> text.append("  ")
                .append(pad(line.label(), labels, false))
                .append(GAP)
                .append(safe(line.text()))
                .append('\n'));
        view.tables().forEach(table -> {
            text.append('\n')
                    .append(Paint.NAME.on(safe(table.title()), coloured))
                    .append('\n');
            table(table, text, coloured);
        });
        return text.append('\n')
                .append(Paint.ASIDE.on(safe(view.foot()), coloured))
                .append('\n')
                .toString();
    }

    private static void table(Table table, StringBuilder text, boolean coloured) {
        if (table.rows().isEmpty()) {
            text.append("  ").append(safe(table.none())).append('\n');
            return;
        }
        List<String> names =
                table.columns().stream().map(TablesView.Column::name).toList();
        int[] widths = IntStream.range(0, names.size())
                .map(column -> width(table, column))
                .toArray();
        text.append(Paint.ASIDE.on(row(table, names, widths), coloured)).append('\n');
        table.rows().forEach(cells -> text.append(row(table, cells, widths)).append('\n'));
    }

    private static int width(Table table, int column) {
        int widest = table.rows().stream()
                .mapToInt(cells -> cell(cells.get(column)).length())
                .max()
                .orElse(0);
        return Math.max(table.columns().get(column).name().length(), widest);
    }

    private static String row(Table table, List<String> cells, int[] widths) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            row.append(GAP)
                    .append(pad(
                            cell(cells.get(i)),
                            widths[i],
                            table.columns().get(i).number()));
        }
        return row.toString().stripTrailing();
    }

    private static String pad(String text, int width, boolean right) {
        String space = " ".repeat(Math.max(0, width - text.length()));
        return right ? space + text : text + space;
    }

    private static String cell(String text) {
        String safe = safe(text);
        return safe.length() <= WIDEST ? safe : safe.substring(0, WIDEST - 1) + "…";
    }

    private static String safe(String text) {
        return Terminal.safe(text).replace('\n', ' ');
    }
}
