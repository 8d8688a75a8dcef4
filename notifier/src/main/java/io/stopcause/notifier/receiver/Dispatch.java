package io.stopcause.notifier.receiver;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way to one receiver.
 *
 * @param incident the whole of it, for receivers that are machines; of a message about several, what they have in
 *     common, with an id that stays theirs
 * @param message what it says, for people
 * @param key stays the same when the same message is sent again
 * @param reference of the message that this receiver already has about the incident
 * @param unsure whether the receiver may have this, or an earlier message about the same incident, without anybody
 *     knowing: a process died between sending it and writing it down, or it failed on the way
 * @param members of a message about several incidents, those it has news of, at most {@value #MOST_MEMBERS}; else empty
 */
public record Dispatch(
        Incident incident,
        Message message,
        String key,
        Optional<String> reference,
        boolean unsure,
        List<Incident> members) {

    public static final int MOST_MEMBERS = 100;

    public Dispatch {
        members = List.copyOf(members);
    }

    /** A message about one incident that has not been sent before. */
    public static Dispatch of(Incident incident, Message message, String key, Optional<String> reference) {
        return new Dispatch(incident, message, key, reference, false, List.of());
    }

    public Notification.Kind kind() {
        return message.head().kind();
    }
}
