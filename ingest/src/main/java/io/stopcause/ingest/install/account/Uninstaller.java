package io.stopcause.ingest.install.account;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Place;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.AbortedException;

/**
 * Takes an installation out of its account: first what brings something in, then, when everything is read, the rest.
 * Deletes what bears the installation's tag and nothing else. For one thread.
 */
public final class Uninstaller implements AutoCloseable {

    private static final Duration LOOK = Duration.ofSeconds(2);
    /** SQS counts messages roughly; one look that finds none is not enough. */
    private static final int QUIET_LOOKS = 3;

    private final Clients clients;
    private final Installation installation;
    private final QueueApi queues;
    private final List<ResourceApi> apis;
    private final boolean discards;
    private final Clock clock;

    private Uninstaller(Clients clients, Installation installation, boolean discards, Clock clock) {
        this.clients = clients;
        this.installation = installation;
        this.discards = discards;
        this.clock = clock;
        this.queues = new QueueApi(clients.sqs(), installation, discards);
        this.apis = List.of(
                new FilterApi(clients.logs(), installation, Installer.bucket(clock), Installer.bucket(clock)),
                new EventRuleApi(clients.events(), installation),
                queues,
                new StreamApi(clients.kinesis(), installation),
                new RoleApi(clients.iam(), installation));
    }

    /**
     * Asks who and where the account is.
     *
     * @param discards whether messages that nobody has read are thrown away
     * @throws InstallException if there are no credentials, no Region or no answer
     */
    public static Uninstaller connect(AwsConfig aws, String name, boolean discards, Clock clock) {
        Clients clients = new Clients(aws);
        return Refusal.told(() -> new Uninstaller(
                clients,
                new Installation(name, Place.of(clients.region(), Installer.account(clients))),
                discards,
                clock));
    }

    public Installation installation() {
        return installation;
    }

    /** What bears the installation's tag, by kind; kinds without any are absent. */
    public Map<Kind, List<String>> owned() {
        return Refusal.told(() -> {
            Map<Kind, List<String>> owned = new LinkedHashMap<>();
            for (ResourceApi api : apis) {
                // Looking for subscriptions takes a call for each log group; without our stream there are none.
                boolean canBe = api.kind() != Kind.FILTER || !owned(Kind.STREAM).isEmpty();
                List<String> names = canBe ? api.owned() : List.of();
                if (!names.isEmpty()) {
                    owned.put(api.kind(), names);
                }
            }
            return owned;
        });
    }

    private List<String> owned(Kind kind) {
        return apis.stream()
                .filter(api -> api.kind() == kind)
                .flatMap(api -> api.owned().stream())
                .toList();
    }

    /**
     * What was deleted and what was not.
     *
     * @param left what still bears the tag, each with the reason in words
     */
    public record Removal(List<String> deleted, Map<String, String> left) {}

    /**
     * Stops what comes in, waits until the queue is read, and deletes.
     *
     * @param patience how long to wait for the queue to be empty
     * @param waiting told how many messages still wait
     * @throws InstallException if messages are still there after that time; nothing is deleted then
     */
    public Removal uninstall(Map<Kind, List<String>> owned, Duration patience, Consumer<Long> waiting) {
        return Refusal.told(() -> {
            apis.forEach(api -> owned.getOrDefault(api.kind(), List.of()).forEach(api::stop));
            if (!discards && owned.containsKey(Kind.QUEUE)) {
                drain(clock.instant().plus(patience), waiting);
            }
            List<String> deleted = new ArrayList<>();
            Map<String, String> left = new LinkedHashMap<>();
            for (ResourceApi api : apis) {
                for (String name : owned.getOrDefault(api.kind(), List.of())) {
                    String words = api.kind().words() + " " + name;
                    Optional<String> reason = api.delete(name);
                    reason.ifPresent(why -> left.put(words, why));
                    if (reason.isEmpty()) {
                        deleted.add(words);
                    }
                }
            }
            return new Removal(deleted, left);
        });
    }

    private void drain(Instant deadline, Consumer<Long> waiting) {
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            long messages = queues.waiting(installation.queueName());
            quiet = messages == 0 ? quiet + 1 : 0;
            waiting.accept(messages);
            if (messages > 0 && clock.instant().isAfter(deadline)) {
                throw new InstallException("about " + messages + " messages in the queue "
                        + installation.queueName() + " have not been read; the rules are disabled and nothing was"
                        + " deleted. Start 'stopcause run' to read them and uninstall again, or give --discard");
            }
            if (quiet < QUIET_LOOKS) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
