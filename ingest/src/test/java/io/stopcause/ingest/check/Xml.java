package io.stopcause.ingest.check;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts answers of AWS's query protocols together. */
public final class Xml {

    private Xml() {}

    public static String element(String name, Object content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    /** {@code <name><item>…</item>…</name>} */
    public static <T> String set(String name, Stream<T> items, Function<T, String> content) {
        return element(
                name, items.map(item -> element("item", content.apply(item))).collect(Collectors.joining()));
    }

    public static <T> String set(String name, List<T> items, Function<T, String> content) {
        return set(name, items.stream(), content);
    }

    public static String response(String operation, String content) {
        return element(operation + "Response", content);
    }
}
