package io.stopcause.notifier.receiver;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/** Text of the configuration that is never printed. {@code ${NAME}} in it stands for an environment variable. */
public final class SecretText {

    private final String text;

    @JsonCreator
    public SecretText(String text) {
        this.text = text;
    }

    String reveal() {
        return text;
    }

    @JsonValue
    @Override
    public String toString() {
        return "(secret)";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretText secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return Objects.hash(text);
    }
}
