package io.stopcause.ingest.check;

/**
 * Answers one kind of question. A look decides by what {@link Account} lets it read and by nothing else, so that the
 * same answers of AWS give the same outcome. It is used by several threads at once and keeps nothing.
 */
@FunctionalInterface
public interface Look {

    /**
     * Looks.
     *
     * <p>What is common to all looks needs no care here: a denied, throttled or slow call, missing credentials and any
     * error of AWS that the look does not expect end it, and become an answer that says so. A look catches only the
     * errors that are an answer to its question, such as that a role does not exist.
     *
     * @throws NotSeenException with the reason, if the question cannot be answered
     */
    Seen at(About about, Account account);
}
