package io.stopcause.ingest.format;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.stopcause.model.AwsEvent;
import java.util.Optional;

/** One shape of JSON that AWS or its tools write. Stateless, safe for use by several threads. */
interface Format {

    /** For counts and messages. */
    String name();

    /** Whether the object has this shape; formats are asked in the order of {@link Formats}. */
    boolean matches(ObjectNode object);

    /** Hands on all that is in it. An object with nothing in it is counted as ignored. */
    void read(ObjectNode object, Reading reading);

    /** A shape that holds exactly one event, and that may also stand in a log message. */
    interface OfOneEvent extends Format {

        /** The event, or empty where the object lacks what makes it usable. */
        Optional<AwsEvent> event(ObjectNode object);

        @Override
        default void read(ObjectNode object, Reading reading) {
            event(object)
                    .ifPresentOrElse(
                            reading::event, () -> reading.dead(name() + " without id or time", object.toString()));
        }
    }
}
