package io.stopcause.notifier.decision;

/** One question on the way from an incident to a message. Pure: all that it looks at is handed to it. */
interface Stage {

    /** The decision with one more reason; never called with one that has been stopped. */
    Decision apply(Decision decision, Case about, Moment moment);
}
