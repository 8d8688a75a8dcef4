package io.stopcause.notifier.decision;

import io.stopcause.model.Incident;

/** One question on the way from an incident to a message. Pure: what it needs to know of the past is in the log. */
interface Stage {

    /** The decision with one more reason; never called with one that has been stopped. */
    Decision apply(Decision decision, Incident incident, NotificationLog log);
}
