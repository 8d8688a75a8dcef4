package io.stopcause.app.assembly;

import io.micrometer.core.instrument.MeterRegistry;
import io.stopcause.notifier.KafkaAccess;
import io.stopcause.notifier.KafkaOrders;
import io.stopcause.notifier.NotifierConfig;
import io.stopcause.notifier.NotifierLoop;
import io.stopcause.notifier.Retries;
import io.stopcause.notifier.receiver.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The notifier. */
final class NotifierPart implements Part {

    private final KafkaOrders orders;
    private final NotifierLoop loop;
    private final List<String> receivers;

    NotifierPart(NotifierConfig config, Map<String, Object> client, Surroundings surroundings) {
        this.receivers = config.receivers().stream().map(each -> each.name()).toList();
        this.orders = KafkaOrders.of(client, surroundings.clock());
        try {
            this.loop = new NotifierLoop(config, KafkaAccess.of(client), surroundings.obeying(orders), Retries.USUAL);
        } catch (RuntimeException e) {
            orders.close();
            throw e;
        }
        loop.start();
    }

    @Override
    public String name() {
        return "notifier";
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of("tells " + String.join(", ", receivers));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        NotifierMeters.bind(loop.counts(), receivers, registry);
    }

    @Override
    public List<String> check() {
        return loop.check();
    }

    @Override
    public Optional<String> failure() {
        return loop.failure().map(cause -> "the notifier has stopped: " + cause);
    }

    @Override
    public void close() {
        loop.close();
        orders.close();
    }
}
