package io.stopcause.ingest.kinesis;

import io.stopcause.ingest.Intake;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.Transaction;
import io.stopcause.ingest.format.SubscriptionPayloads;
import io.stopcause.model.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Reads one shard, an answer after the other. Records and the number of the last of them are committed together. */
final class ShardReader {

    /** Of the five calls a second that a shard allows, half: other readers may want the rest. */
    private static final double CALLS_PER_SECOND = 2.5;
    /** CloudWatch Logs delivers within seconds, and promises no bound. */
    private static final Duration SETTLING = Duration.ofSeconds(30);
    /** A shard that brings nothing says all the same how far it has been read, so often. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private final String lot;
    private final String shard;
    private final StreamApi api;
    private final Transaction transaction;
    private final Intake intake;
    private final SubscriptionPayloads payloads;
    private final TokenBucket bucket;
    private final Clock clock;
    private Position position;
    private Optional<String> iterator = Optional.empty();
    private Optional<Instant> settled = Optional.empty();
    private Instant lastSign = Instant.MIN;

    ShardReader(String lot, String shard, StreamApi api, Transaction transaction, Intake intake, Clock clock) {
        this.lot = lot;
        this.shard = shard;
        this.api = api;
        this.transaction = transaction;
        this.intake = intake;
        this.payloads = new SubscriptionPayloads(intake);
        this.bucket = new TokenBucket(CALLS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis()));
        this.clock = clock;
        this.position = transaction
                .journal()
                .checkpoint(lot)
                .map(checkpoint -> Position.of(checkpoint.position()))
                .orElse(Position.BEGINNING);
    }

    /** Where it begins unless somebody has read there. */
    void beginAt(Position first) {
        if (position.equals(Position.BEGINNING)) {
            position = first;
        }
    }

    boolean ended() {
        return position instanceof Position.Ended;
    }

    /** Event time up to which all has been read; empty before the first answer. */
    Optional<Instant> settled() {
        return settled;
    }

    /**
     * Takes the next answer, if one may be asked for by now.
     *
     * @return whether another one waits already
     */
    boolean read() throws InterruptedException {
        Instant now = clock.instant();
        if (!bucket.acquire(now)) {
            return false;
        }
        try {
            String from = iterator.orElseGet(() -> api.iterator(shard, position));
            GetRecordsResponse answer = api.records(from);
            bucket.succeeded();
            take(answer, now);
            return !ended() && answer.millisBehindLatest() > 0;
        } catch (ExpiredIteratorException e) {
            iterator = Optional.empty();
            return true;
        } catch (ProvisionedThroughputExceededException e) {
            bucket.throttled();
            return false;
        }
    }

    private void take(GetRecordsResponse answer, Instant now) {
        settled.ifPresent(intake::settled);
        for (Record record : answer.records()) {
            payloads.read(
                    lot + ":" + record.sequenceNumber(),
                    api.region(),
                    record.data().asByteArrayUnsafe());
            position = new Position.After(record.sequenceNumber());
        }
        intake.flush();
        iterator = Optional.ofNullable(answer.nextShardIterator());
        if (iterator.isEmpty()) {
            position = new Position.Ended();
        }
        Instant time = now.minusMillis(answer.millisBehindLatest()).minus(SETTLING);
        settled = Optional.of(time);
        if (!answer.records().isEmpty() || ended() || !now.isBefore(lastSign.plus(SIGN_OF_LIFE))) {
            lastSign = now;
            transaction.cover(new Checkpoint(lot, position.text(), time));
        }
    }
}
