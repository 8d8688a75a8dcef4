package io.stopcause.ingest.check;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import io.stopcause.model.Redaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
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

    /** The same with other looks. */
    public Answerer(List<Check> checks, AwsConfig aws, ChecksConfig config, Clock clock) {
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
        return look(question).answer;
    }

    /**
     * An answer.
     *
     * @param again whether the same question may be answered better later: something was denied, throttled or too slow
     */
    record Given(Answer answer, boolean again) {}

    Given look(Question question) {
        AtomicBoolean hindered = new AtomicBoolean();
        Seen seen = seen(question, hindered);
        Map<String, String> facts = new TreeMap<>();
        seen.facts().forEach((name, value) -> facts.put(name, Redaction.of(value)));
        return new Given(
                new Answer(question, seen.outcome(), facts, Redaction.of(seen.sentence()), clock.instant()),
                seen.outcome() == Outcome.UNKNOWN && hindered.get());
    }

    private Seen seen(Question question, AtomicBoolean hindered) {
        Check check = checks.get(question.check());
        if (check == null) {
            return Seen.unknown("Not looked at: stopcause has no look-up for " + question.check() + ".");
        }
        try {
            return look(check, question, hindered);
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

    private Seen look(Check check, Question question, AtomicBoolean hindered) {
        About about = new About(question);
        String region = about.region().orElseGet(access::region);
        Access.Asker asker =
                new Access.Asker(question.scope(), check.actions(), access.now().plus(timeLimit), hindered);
        String owner = access.owner(asker, region);
        Optional<String> other = about.account().filter(account -> !account.equals(owner));
        if (other.isPresent()) {
            return Seen.unknown("This happened in the account " + other.get() + ", and the credentials are of " + owner
                    + ": nothing can be seen of it.");
        }
        return check.look().at(about, new Account(access, asker, region));
    }

    /**
     * Lets the account be read for something else than a question.
     *
     * @param about whose account and Region are looked at, and whose calls are counted
     * @param actions that may be called
     * @throws NotSeenException with the reason, if it cannot be read
     */
    public <T> T read(Question about, Set<String> actions, BiFunction<About, Account, T> reading) {
        About named = new About(about);
        try {
            String region = named.region().orElseGet(access::region);
            Access.Asker asker =
                    new Access.Asker(about.scope(), actions, access.now().plus(timeLimit));
            return reading.apply(named, new Account(access, asker, region));
        } catch (AwsServiceException e) {
            throw new NotSeenException(Refusals.unexpected(e), e);
        } catch (SdkClientException e) {
            throw new NotSeenException(Refusals.words(e, about.check()), e);
        }
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
