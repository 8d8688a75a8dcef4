package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether the account itself bears the cause out. */
public enum Verified {
    CONFIRMED,
    REFUTED,
    UNCHECKED;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Verified of(String wire) {
        return valueOf(wire.toUpperCase(Locale.ROOT));
    }
}
