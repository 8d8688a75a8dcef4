package io.stopcause.ingest.kinesis;

import java.time.Instant;

/** How far a shard has been read; what its checkpoint keeps. */
sealed interface Position {

    /** No record of it has been read; it is read from a time on, by Kinesis' clock, or from its beginning. */
    record At(Instant time) implements Position {
        @Override
        public String text() {
            return "at " + time;
        }
    }

    /** Behind a record. */
    record After(String sequence) implements Position {
        @Override
        public String text() {
            return "after " + sequence;
        }
    }

    /** It is closed, and read to its end. */
    record Ended() implements Position {
        @Override
        public String text() {
            return "ended";
        }
    }

    /** From the oldest record that the stream keeps. */
    Position BEGINNING = new At(Instant.EPOCH);

    String text();

    static Position of(String text) {
        if (text.equals("ended")) {
            return new Ended();
        }
        String[] parts = text.split(" ", 2);
        return parts[0].equals("after") ? new After(parts[1]) : new At(Instant.parse(parts[1]));
    }
}
