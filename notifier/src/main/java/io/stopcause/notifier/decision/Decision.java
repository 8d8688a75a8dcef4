package io.stopcause.notifier.decision;

import io.stopcause.model.Notification.Kind;
import io.stopcause.model.Notification.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether one receiver is told about an incident now, and why.
 *
 * @param way by which the incident comes to the receiver
 * @param news what there is to say
 * @param verdict what is to be done
 * @param reasons of all stages so far
 * @param until when the verdict may change by itself; absent where only something new can change it
 * @param group whose message it would be; absent while unknown
 */
public record Decision(
        Way way, News news, Verdict verdict, List<Reason> reasons, Optional<Instant> until, Optional<Group> group) {

    /** What is to be done. */
    public enum Verdict {
        /** A message goes out. */
        SEND,
        /** A message goes out later, or with the next one of its group. */
        WAIT,
        /** There is news, and it is held back; the notification log says why. */
        MUTED,
        /** There is no news. */
        SILENT
    }

    /**
     * What there is to say.
     *
     * @param kind empty while unknown, and where there is nothing
     * @param changes what is new for this receiver, in words; empty for what it hears for the first time
     * @param told what the message would tell; absent while unknown
     * @param again key of the same message that was about to be sent before
     * @param unsure whether a message was about to be sent before, this one or another, that may have arrived
     */
    public record News(
            Optional<Kind> kind, List<String> changes, Optional<Told> told, Optional<String> again, boolean unsure) {

        static final News NONE = new News(Optional.empty(), List.of(), Optional.empty(), Optional.empty(), false);

        public News {
            changes = List.copyOf(changes);
        }

        static News of(Kind kind, List<String> changes, Told told) {
            return new News(Optional.of(kind), changes, Optional.of(told), Optional.empty(), false);
        }
    }

    /**
     * What one stage said.
     *
     * @param stage its name
     * @param words that can be shown to a user
     * @param decisive whether the notification log repeats it, or only {@code why} does
     */
    public record Reason(String stage, String words, boolean decisive) {}

    public Decision {
        reasons = List.copyOf(reasons);
    }

    static Decision routed(Way way) {
        return new Decision(
                way,
                News.NONE,
                Verdict.SEND,
                List.of(new Reason("route", way.words(), true)),
                Optional.empty(),
                Optional.empty());
    }

    public String receiver() {
        return way.receiver();
    }

    public Kind kind() {
        return news.kind().orElseThrow();
    }

    /** The words that decided, as the notification log keeps them. */
    public String inWords() {
        return reasons.stream().filter(Reason::decisive).map(Reason::words).collect(Collectors.joining("; "));
    }

    Decision says(News said, String stage, String reason) {
        return new Decision(way, said, verdict, with(stage, reason, true), until, group);
    }

    Decision stop(Verdict how, String stage, String reason) {
        return new Decision(way, news, how, with(stage, reason, true), until, group);
    }

    Decision because(String stage, String reason) {
        return new Decision(way, news, verdict, with(stage, reason, true), until, group);
    }

    Decision passes(String stage, String reason) {
        return new Decision(way, news, verdict, with(stage, reason, false), until, group);
    }

    Decision in(Group its) {
        return new Decision(way, news, verdict, reasons, until, Optional.of(its));
    }

    /** The earliest of these times counts. */
    Decision until(Instant time) {
        return new Decision(
                way,
                news,
                verdict,
                reasons,
                Optional.of(until.filter(time::isAfter).orElse(time)),
                group);
    }

    boolean isStopped() {
        return verdict != Verdict.SEND;
    }

    boolean says(Kind kind) {
        return news.kind().equals(Optional.of(kind));
    }

    /** Whether the receiver believes that it lasts and has to be told that it is over. */
    boolean settles() {
        return says(Kind.RESOLVED) && group.isEmpty();
    }

    /** Whether it is the first that the receiver hears of it. */
    boolean begins() {
        return says(Kind.OPENED) || (says(Kind.RESOLVED) && group.isPresent());
    }

    private List<Reason> with(String stage, String words, boolean decisive) {
        List<Reason> all = new ArrayList<>(reasons);
        all.add(new Reason(stage, words, decisive));
        return all;
    }
}
