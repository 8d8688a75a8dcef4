package io.stopcause.notifier.receiver;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification;
import io.stopcause.notifier.message.Message;
import java.util.Optional;

/**
 * One message on its way to one receiver.
 *
 * @param incident the whole of it, for receivers that are machines
 * @param message what it says, for people
 * @param key stays the same when the same message is sent again
 * @param reference of the message that this receiver already has about the incident
 */
public record Dispatch(Incident incident, Message message, String key, Optional<String> reference) {

    public Notification.Kind kind() {
        return message.head().kind();
    }
}
