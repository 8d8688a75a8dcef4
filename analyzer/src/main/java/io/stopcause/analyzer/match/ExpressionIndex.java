package io.stopcause.analyzer.match;

import java.util.List;
import java.util.stream.Stream;

/** Expressions behind one prefilter, each with what it belongs to. Immutable. */
final class ExpressionIndex<T> {

    private final List<Owned<T>> expressions;
    private final Prefilter prefilter;

    /** An expression and what it belongs to. */
    record Owned<T>(Expression expression, T owner) {

        static <T> Stream<Owned<T>> all(List<String> sources, T owner) {
            return sources.stream().map(source -> new Owned<>(new Expression(source), owner));
        }
    }

    ExpressionIndex(Stream<Owned<T>> expressions) {
        this.expressions = expressions.toList();
        this.prefilter = new Prefilter(
                this.expressions.stream().map(each -> each.expression.source()).toList());
    }

    /** Those that may match the text, in their order. */
    Stream<Owned<T>> candidates(String text) {
        return prefilter.candidates(text).stream().mapToObj(expressions::get);
    }

    /** What those belong to that do match. */
    Stream<T> matching(String text) {
        return candidates(text).filter(each -> each.expression.find(text)).map(Owned::owner);
    }
}
