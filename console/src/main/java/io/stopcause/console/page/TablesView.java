package io.stopcause.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A report that is a head and tables: the same for a terminal and for a browser. What its texts quote is made safe where it
 * is written.
 *
 * @param title of the report
 * @param kind what sort of report it is, in a word
 * @param head what a person reads first
 * @param tables in order; one without rows says what it would have shown
 * @param foot where it comes from
 */
public record TablesView(String title, String kind, List<Line> head, List<Table> tables, String foot) {

    public TablesView {
        head = List.copyOf(head);
        tables = List.copyOf(tables);
    }

    /** One line of the head. */
    public record Line(String label, String text) {}

    /**
     * A table.
     *
     * @param none said where there is no row
     * @param rows each with one cell a column
     */
    public record Table(String title, String none, List<Column> columns, List<List<String>> rows) {

        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A column.
     *
     * @param number whether its cells are numbers, which stand at the right
     * @param link where its cells lead: the cell's text comes at its end; empty where they lead nowhere
     */
    public record Column(String name, boolean number, String link) {

        public static Column text(String name) {
            return new Column(name, false, "");
        }

        public static Column number(String name) {
            return new Column(name, true, "");
        }

        /** Leads to the incidents in which the cell's text stands. */
        public static Column search(String name) {
            return new Column(name, false, "/?q=");
        }

        /** The address that a cell leads to. */
        public String address(String cell) {
            return link + URLEncoder.encode(cell, StandardCharsets.UTF_8);
        }
    }
}
