package io.stopcause.notifier.decision;

import io.stopcause.model.Notification.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether one receiver is told about an incident now, and why.
 *
 * @param receiver its name
 * @param kind what there is to say; empty while unknown, and where there is nothing
 * @param verdict what is to be done
 * @param reasons of all stages so far, in words that can be shown to a user
 * @param changes what is new for this receiver, in words; empty for what it hears for the first time
 */
public record Decision(
        String receiver, Optional<Kind> kind, Verdict verdict, List<String> reasons, List<String> changes) {

    /** What is to be done. */
    public enum Verdict {
        /** A message goes out. */
        SEND,
        /** There is news, and it is held back; the notification log says why. */
        MUTED,
        /** There is no news. */
        SILENT
    }

    public Decision {
        reasons = List.copyOf(reasons);
        changes = List.copyOf(changes);
    }

    static Decision routed(String receiver, String reason) {
        return new Decision(receiver, Optional.empty(), Verdict.SEND, List.of(reason), List.of());
    }

    Decision says(Kind said, String reason, List<String> news) {
        return new Decision(receiver, Optional.of(said), verdict, with(reason), news);
    }

    Decision stop(Verdict how, String reason) {
        return new Decision(receiver, kind, how, with(reason), changes);
    }

    Decision because(String reason) {
        return new Decision(receiver, kind, verdict, with(reason), changes);
    }

    boolean isStopped() {
        return verdict != Verdict.SEND;
    }

    private List<String> with(String reason) {
        List<String> all = new ArrayList<>(reasons);
        all.add(reason);
        return all;
    }
}
