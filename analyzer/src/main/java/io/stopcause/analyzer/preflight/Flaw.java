package io.stopcause.analyzer.preflight;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Something in a task definition that will fail, or hide why something else fails.
 *
 * @param cause an id of {@code causes.yaml}, as an incident or a finding would name it
 * @param subject name of the container that it is about, or of the volume, service or log group; empty for the whole task
 * @param path where it stands, from {@code $}
 * @param text one sentence with the values that stand there
 * @param change what to write instead
 * @param source the AWS page that says so
 */
public record Flaw(Kind kind, String cause, String subject, String path, String text, String change, String source) {

    /** What comes of it. */
    public enum Kind {
        /** ECS refuses it, or no task of it can start. */
        FAILURE,
        /** When something fails, this keeps the reason from being seen. */
        BLIND_SPOT,
        /** It works, and probably not as meant. */
        DOUBT;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Flaw failure(String cause, String subject, Part place, String text, String change, String source) {
        return new Flaw(Kind.FAILURE, cause, subject, place.path(), text, change, source);
    }

    static Flaw doubt(String cause, String subject, Part place, String text, String change, String source) {
        return new Flaw(Kind.DOUBT, cause, subject, place.path(), text, change, source);
    }

    static Flaw blindSpot(String cause, String subject, Part place, String text, String change, String source) {
        return new Flaw(Kind.BLIND_SPOT, cause, subject, place.path(), text, change, source);
    }
}
