package io.stopcause.ingest.check.network;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts answers of AWS's query protocols together. */
final class Xml {

    private Xml() {}

    static String element(String name, Object content) {
        return "<" + name + ">" + content + "</" + name + ">";
    }

    /** {@code <name><item>…</item>…</name>} */
    static <T> String set(String name, Stream<T> items, Function<T, String> content) {
        return element(
                name, items.map(item -> element("item", content.apply(item))).collect(Collectors.joining()));
    }

    static <T> String set(String name, List<T> items, Function<T, String> content) {
        return set(name, items.stream(), content);
    }

    static String response(String operation, String content) {
        return element(operation + "Response", content);
    }
}
