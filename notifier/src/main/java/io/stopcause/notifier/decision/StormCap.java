package io.stopcause.notifier.decision;

import io.stopcause.model.Notification.Kind;
import java.util.Optional;

/** Puts what is more than a person can read one by one into one message that grows. Nothing is lost: all are in it. */
final class StormCap implements Stage {

    private static final String NAME = "storm";

    @Override
    public Decision apply(Decision decision, Case about, Moment moment) {
        boolean alone = decision.group().filter(Group::isAlone).isPresent();
        if (!alone || !decision.says(Kind.OPENED) || decision.news().again().isPresent()) {
            return decision;
        }
        Optional<String> storm = moment.book().log().stormAt(decision.receiver(), moment.now());
        return storm.map(id -> decision.in(Grouped.storm(id)).because(NAME, "too many at once to be told one by one"))
                .orElseGet(() -> decision.passes(NAME, "few enough to be told one by one"));
    }
}
