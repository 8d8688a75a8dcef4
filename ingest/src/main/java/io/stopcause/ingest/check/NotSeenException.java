package io.stopcause.ingest.check;

/** The question cannot be answered; the message is the sentence that says why, and what would change that. */
public final class NotSeenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotSeenException(String sentence) {
        super(sentence);
    }

    public NotSeenException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /**
     * AWS's answer lacks what it always has.
     *
     * @param action such as {@code ecs:DescribeTasks}
     */
    public static NotSeenException absurd(String action) {
        return new NotSeenException("What AWS answered to " + action + " makes no sense, so nothing follows from it.");
    }
}
