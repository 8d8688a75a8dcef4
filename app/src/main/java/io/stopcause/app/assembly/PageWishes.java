package io.stopcause.app.assembly;

import io.stopcause.analyzer.rule.Causes;
import io.stopcause.console.live.Wishes;
import io.stopcause.model.Acknowledgement;
import io.stopcause.model.Correction;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.Silence;
import io.stopcause.notifier.KafkaOrders;
import io.stopcause.notifier.receiver.Orders;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What people want on the live page goes to the topics that the command line and the buttons of messages write to. */
final class PageWishes implements Wishes {

    private static final String FROM_THE_PAGE = "from the live page";

    private final KafkaOrders orders;
    private final Corpus corpus;
    private final InstantSource clock;

    PageWishes(KafkaOrders orders, Corpus corpus, InstantSource clock) {
        this.orders = orders;
        this.corpus = corpus;
        this.clock = clock;
    }

    @Override
    public void acknowledge(Incident incident, String author, String reason) {
        written(() -> orders.write(new Acknowledgement(incident.id(), author, clock.instant(), reason)));
    }

    @Override
    public void silence(Incident incident, Duration length, String author, String reason) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        written(() -> orders.write(new Silence(
                Ids.of(incident.id(), author, now.toString()),
                List.of("incident=\"" + incident.id() + "\""),
                now,
                now.plus(length),
                author,
                reason.isEmpty() ? FROM_THE_PAGE : reason)));
    }

    @Override
    public void correct(Incident incident, Optional<String> cause, String author) {
        Instant now = clock.instant();
        written(() -> orders.write(
                new Correction(incident.id(), Optional.of(incident.diagnosis().cause()), cause, author, now)));
        if (cause.isPresent()) {
            try {
                corpus.keep(incident, cause.get(), author, now);
            } catch (IOException e) {
                throw new RefusedException("it was noted, but not kept for the rules: " + e.getMessage());
            }
        }
    }

    @Override
    public List<String> causes() {
        return List.copyOf(Causes.all().keySet());
    }

    private static void written(Runnable order) {
        try {
            order.run();
        } catch (Orders.RefusedException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
