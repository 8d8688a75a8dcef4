package io.stopcause.notifier.receiver.alertmanager;

import io.stopcause.notifier.receiver.Dispatch;
import java.util.Optional;

/** The labels of an alert that may change while its incident lasts; all others follow from its scope and id. */
record Changing(String cause, String severity) {

    private static final char SEPARATOR = '/';

    static Changing of(Dispatch dispatch) {
        return new Changing(
                dispatch.message().proof().cause(),
                dispatch.message().head().severity().wire());
    }

    /** From what was kept of an earlier delivery. */
    static Optional<Changing> parse(String reference) {
        int end = reference.lastIndexOf(SEPARATOR);
        return end < 0
                ? Optional.empty()
                : Optional.of(new Changing(reference.substring(0, end), reference.substring(end + 1)));
    }

    String reference() {
        return cause + SEPARATOR + severity;
    }
}
