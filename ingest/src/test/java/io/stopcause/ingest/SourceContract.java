package io.stopcause.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

/** What holds for every source, whatever it reads. */
public abstract class SourceContract {

    protected final KeptJournal journal = new KeptJournal();
    private final List<Source> opened = new ArrayList<>();

    /** A source of what {@link #put} brings. */
    protected abstract Source open(Share share);

    /** One round of its thread. */
    protected abstract boolean round(Source source) throws InterruptedException;

    /** Brings a record that is read as this text. */
    protected abstract void put(String text);

    /** Brings something that cannot be used. */
    protected abstract void spoil();

    /** So much time passes. */
    protected abstract void pass(Duration length);

    /** The service goes away. */
    protected abstract void cutOff();

    /** The texts that were committed. */
    protected abstract List<String> texts();

    private Source source(Share share) {
        Source source = open(share);
        opened.add(source);
        return source;
    }

    private void read(Source source) throws InterruptedException {
        for (int rounds = 0; rounds < 2; rounds++) {
            round(source);
            pass(Duration.ofSeconds(40));
        }
    }

    @AfterEach
    void closeAll() {
        opened.forEach(Source::close);
    }

    @Test
    void whatIsThereIsCommittedOnceWithACheckpoint() throws InterruptedException {
        Source source = source(new KeptShare(journal));
        assertThat(source.settled()).isEmpty();
        put("one");
        put("two");
        read(source);
        put("three");
        read(source);

        assertThat(texts()).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(journal.checkpoints).isNotEmpty();
        assertThat(source.settled()).isPresent();
    }

    @Test
    void whatKafkaRefusedIsReadAgain() throws InterruptedException {
        Source source = source(new KeptShare(journal));
        put("one");
        journal.failCommits(1);

        assertThatThrownBy(() -> round(source)).isInstanceOf(KafkaException.class);
        assertThat(texts()).isEmpty();
        comeAgain("one");
        read(source);

        assertThat(texts()).containsExactly("one");
    }

    /** What the service hides for a while after it was handed out. */
    protected void comeAgain(String text) {}

    @Test
    void whileKafkaIsAwayNothingIsLost() throws InterruptedException {
        put("one");
        assertThatThrownBy(() -> round(source(new KeptShare(new KeptJournal().away()))))
                .isInstanceOf(KafkaException.class);
        read(source(new KeptShare(journal)));

        assertThat(texts()).containsExactly("one");
    }

    @Test
    void aRestartGoesOnAndRepeatsNothing() throws InterruptedException {
        Source first = source(new KeptShare(journal));
        put("one");
        read(first);
        first.close();
        put("two");
        read(source(new KeptShare(journal)));

        assertThat(texts()).containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void whoLosesItsShareReadsNothingAndWhoGetsItGoesOn() throws InterruptedException {
        KeptShare mine = new KeptShare(journal);
        Source loser = source(mine);
        put("one");
        read(loser);
        mine.lose();
        put("two");
        read(loser);
        assertThat(texts()).containsExactly("one");

        read(source(new KeptShare(journal)));
        assertThat(texts()).containsExactlyInAnyOrder("one", "two");

        read(loser);
        assertThat(loser.settled()).as("it hears of what others have read").isPresent();
    }

    @Test
    void whatCannotBeUsedStopsNothingElse() throws InterruptedException {
        Source source = source(new KeptShare(journal));
        spoil();
        put("one");
        read(source);

        assertThat(texts()).containsExactly("one");
    }

    @Test
    void timeSettlesForwardOnly() throws InterruptedException {
        Source source = source(new KeptShare(journal));
        Optional<Instant> last = Optional.empty();
        for (int i = 0; i < 5; i++) {
            put("number " + i);
            round(source);
            pass(Duration.ofSeconds(1));
            assertThat(source.settled()).isPresent();
            assertThat(last.filter(before -> before.isAfter(source.settled().orElseThrow())))
                    .isEmpty();
            last = source.settled();
        }
    }

    @Test
    void anUnreachableServiceIsAFailureThatIsTold() throws InterruptedException {
        cutOff();
        Source source = source(new KeptShare(journal));
        assertThatThrownBy(() -> round(source)).isInstanceOf(SdkException.class);

        source.start();
        long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (source.check().get(0).state() != Health.State.FAILING && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertThat(source.check().get(0).state()).isEqualTo(Health.State.FAILING);
        source.close();
        source.close();
        assertThat(source.check().get(0)).isEqualTo(new Health(source.name(), Health.State.STOPPED, "closed"));
    }
}
