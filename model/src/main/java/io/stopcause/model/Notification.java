package io.stopcause.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What was sent to one receiver, or why it was not: an entry of the notification log.
 *
 * @param incident id of the incident
 * @param receiver its name in the configuration
 * @param kind what the message was to say
 * @param attempt what became of it
 * @param told what the message said; the next one is sent when this is no longer true
 * @param group id of the group whose message told of it; absent where the message was about it alone
 */
public record Notification(
        String incident,
        String receiver,
        Kind kind,
        @JsonUnwrapped Attempt attempt,
        @JsonUnwrapped Told told,
        Optional<String> group) {

    /** What a message says. */
    public enum Kind {
        OPENED,
        UPDATED,
        RESOLVED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** What became of one attempt. */
    public enum Outcome {
        /** It is about to be sent. Without another entry after this one a process died meanwhile. */
        SENDING,
        DELIVERED,
        /** The receiver has not got it; it is tried again. */
        RETRY,
        /** It went out, and no answer says whether it arrived; it is tried again. */
        UNANSWERED,
        REJECTED,
        MUTED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Outcome of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One attempt.
     *
     * @param reason in words that can be shown to a user
     * @param reference what finds the message again at the receiver, such as Slack's channel and time stamp
     * @param key of the message: the same when the same is sent again; absent where nothing has to be sent again
     */
    public record Attempt(
            Outcome outcome, String reason, Instant time, Optional<String> reference, Optional<String> key) {}

    /**
     * What a person was told. Everything that is not in here may change without a message.
     *
     * @param symptoms causes of the symptoms, sorted, each once
     * @param members how many incidents of other scopes it was told for
     */
    public record Told(
            Incident.State state,
            Severity severity,
            String cause,
            Verified verified,
            List<String> symptoms,
            int members) {

        public Told {
            symptoms = List.copyOf(new TreeSet<>(symptoms));
        }

        /** What a message about the incident as it is now would tell. */
        public static Told of(Incident incident) {
            return new Told(
                    incident.life().state(),
                    incident.headline().severity(),
                    incident.diagnosis().cause(),
                    incident.diagnosis().verified(),
                    incident.reach().symptoms().stream()
                            .map(Incident.Symptom::cause)
                            .toList(),
                    incident.reach().joint().memberCount());
        }
    }
}
