package io.stopcause.notifier.receiver.opsgenie;

import io.stopcause.notifier.message.MessageText;
import io.stopcause.notifier.message.SafeText;
import io.stopcause.notifier.receiver.Dispatch;

/** What is said about an alert that exists. */
record Note(String note, String source) {

    private static final int NOTE = 25_000;

    static Note of(Dispatch dispatch) {
        String text =
                MessageText.title(dispatch.message()) + "\n" + String.join("\n", MessageText.body(dispatch.message()));
        return new Note(SafeText.cut(text, NOTE), "stopcause");
    }
}
