package io.stopcause.ingest.check;

import io.stopcause.model.Question;
import java.util.Optional;

/** What a question is about: its parameters, and what the key of the asking scope says. */
public final class About {

    private static final int SCOPE_PARTS = 4;

    private final Question question;
    private final String[] scope;

    public About(Question question) {
        this.question = question;
        this.scope = question.scope().split("/", SCOPE_PARTS);
    }

    /** A parameter; one that is empty is as good as none. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(question.about().get(name)).filter(value -> !value.isBlank());
    }

    /**
     * A parameter without which there is nothing to look at.
     *
     * @throws NotSeenException if the question does not name it
     */
    public String need(String name) {
        return get(name).orElseThrow(() -> new NotSeenException("The question names no " + name + "."));
    }

    /** Twelve digits, if known. */
    public Optional<String> account() {
        return part(0);
    }

    public Optional<String> region() {
        return get("region").or(() -> part(1));
    }

    /** Where the asking scope is, which a parameter may differ from: a registry can be in another Region. */
    public Optional<String> regionOfScope() {
        return part(1);
    }

    /** Name or ARN. */
    public Optional<String> cluster() {
        return get("cluster").or(() -> part(2));
    }

    public Optional<String> service() {
        return get("service").or(() -> part(3).filter(end -> !end.contains(":")));
    }

    private Optional<String> part(int index) {
        return index < scope.length && !scope[index].isBlank() ? Optional.of(scope[index]) : Optional.empty();
    }
}
