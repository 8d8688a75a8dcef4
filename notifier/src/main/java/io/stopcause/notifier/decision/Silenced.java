package io.stopcause.notifier.decision;

import io.stopcause.model.Silence;
import io.stopcause.notifier.decision.Decision.Verdict;
import java.util.Optional;

/**
 * Holds back what somebody does not want to hear of: an incident that speaks for others only if these are silenced too.
 * What is over is always settled.
 */
final class Silenced implements Stage {

    private static final String NAME = "silence";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        if (decision.settles() || about.onlyTo().isPresent()) {
            return decision;
        }
        Optional<Silence> silence = over(about, moment);
        Optional<Case> heard = moment.book().members(about).stream()
                .filter(member -> over(member, moment).isEmpty())
                .findFirst();
        if (silence.isPresent() && heard.isPresent()) {
            return decision.passes(
                    NAME, "no active silence matches its member " + heard.get().id());
        }
        return silence.map(by -> decision.stop(Verdict.MUTED, NAME, inWords(by)).until(by.endsAt()))
                .orElseGet(() -> decision.passes(NAME, "no active silence matches"));
    }

    private static Optional<Silence> over(Case about, Moment moment) {
        Mutes silences = moment.book().silences();
        return silences.over(about, moment.now()).or(() -> moment.book().log().groupsOf(about.id()).stream()
                .flatMap(group -> silences.over(about.calledBy(group), moment.now()).stream())
                .findFirst());
    }

    private static String inWords(Silence silence) {
        return "muted until " + silence.endsAt() + " by silence " + silence.id() + " of " + silence.author()
                + (silence.reason().isBlank() ? "" : ": " + silence.reason());
    }
}
