package io.stopcause.ingest.check;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import io.stopcause.model.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Answers questions by looking into the account. Every question gets an answer: what cannot be looked at is unknown, with
 * the reason. Safe for use by several threads.
 */
public final class Answerer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);

    private final Map<String, Check> checks;
    private final Access access;
    private final Duration timeLimit;
    private final Clock clock;

    /** Answers what {@link Checks} lists. Nothing is asked of AWS before the first question comes. */
    public Answerer(AwsConfig aws, ChecksConfig config, Clock clock) {
        this(Checks.ALL, aws, config, clock);
    }

    Answerer(List<Check> checks, AwsConfig aws, ChecksConfig config, Clock clock) {
        this.checks = Checks.byName(checks);
        this.access = new Access(new Clients(aws, config.limit(), clock), config, clock);
        this.timeLimit = config.limit();
        this.clock = clock;
    }

    /**
     * Looks, and says what was seen.
     *
     * @throws AbortedException if the thread is interrupted meanwhile
     */
    public Answer answer(Question question) {
        Seen seen = seen(question);
        Map<String, String> facts = new TreeMap<>();
        seen.facts().forEach((name, value) -> facts.put(name, Redaction.of(value)));
        return new Answer(question, seen.outcome(), facts, Redaction.of(seen.sentence()), clock.instant());
    }

    private Seen seen(Question question) {
        Check check = checks.get(question.check());
        if (check == null) {
            return Seen.unknown("Not looked at: stopcause has no look-up for " + question.check() + ".");
        }
        try {
            return look(check, question);
        } catch (AbortedException e) {
            throw e;
        } catch (NotSeenException e) {
            return Seen.unknown(String.valueOf(e.getMessage()));
        } catch (AwsServiceException e) {
            return Seen.unknown(Refusals.unexpected(e));
        } catch (SdkClientException e) {
            return Seen.unknown(Refusals.words(e, check.name()));
        } catch (RuntimeException e) {
            // One look's fault must not silence the others; the question is answered all the same, and the fault told.
            LOG.error("check {} failed by a fault of its own on {}", check.name(), question.about(), e);
            return Seen.unknown(
                    "stopcause failed by a fault of its own: " + e.getClass().getSimpleName() + ".");
        }
    }

    private Seen look(Check check, Question question) {
        About about = new About(question);
        String region = about.region().orElseGet(access::region);
        Access.Asker asker =
                new Access.Asker(question.scope(), check.actions(), access.now().plus(timeLimit));
        String owner = access.owner(asker, region);
        Optional<String> other = about.account().filter(account -> !account.equals(owner));
        if (other.isPresent()) {
            return Seen.unknown("This happened in the account " + other.get() + ", and the credentials are of " + owner
                    + ": nothing can be seen of it.");
        }
        return check.look().at(about, new Account(access, asker, region));
    }

    /** How often AWS was called since the start. */
    public long calls() {
        return access.calls();
    }

    /** How many calls were not made because their scope had used up its own. */
    public long refused() {
        return access.refused();
    }

    @Override
    public void close() {
        access.close();
    }
}
