package io.stopcause.analyzer.incident;

import io.stopcause.analyzer.story.Verdict;
import io.stopcause.model.Answer;
import io.stopcause.model.Evidence;
import io.stopcause.model.Question;
import io.stopcause.model.Verified;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A verdict after a look at the answers: what an incident is made of.
 *
 * @param id of the task or signal
 * @param cause the one that stands after refuted ones are gone
 * @param verdict as drawn from the records alone
 * @param proof what the answers say
 * @param task absent for a signal
 * @param quiet how long nothing may be heard before it counts as over
 */
record Failure(String id, String cause, Verdict verdict, Proof proof, Optional<Fact.OfTask> task, Duration quiet) {

    static final Comparator<Failure> BY_TIME =
            Comparator.comparing((Failure failure) -> failure.verdict.time()).thenComparing(Failure::id);

    /**
     * What the answers say of a cause.
     *
     * @param alternatives those that are not refuted
     * @param confidence after the answers
     * @param confirming the answers that confirm it
     * @param questions all that would prove the cause or one of its alternatives
     */
    record Proof(
            Result result,
            List<String> alternatives,
            double confidence,
            Evidence evidence,
            List<Question> questions,
            List<Answer> confirming,
            Map<String, String> values) {}

    /** Which cause stands, on whose word. */
    record Result(String cause, String rule, Verified verified) {}

    Instant time() {
        return verdict.time();
    }

    /** The same failure under the cause that explains it. */
    Failure under(Failure explaining) {
        return new Failure(id, explaining.cause, verdict, proof, task, quiet);
    }

    /** Until when it lasts if nothing more is heard. */
    Instant quietAt() {
        return verdict.lastSign().plus(quiet);
    }

    Optional<String> revision() {
        return task.flatMap(each -> each.life().revision());
    }
}
