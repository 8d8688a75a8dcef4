package io.stopcause.ingest.install.account;

import io.stopcause.ingest.AwsConfig;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.install.Change;
import io.stopcause.ingest.install.Change.Verb;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.InstallException;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.LogChoice;
import io.stopcause.ingest.install.Place;
import io.stopcause.ingest.install.Plan;
import io.stopcause.ingest.install.Resource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Compares an installation with its account and makes the account so. What is there already is kept, so that an install
 * which stopped halfway goes on where it was. For one thread.
 */
public final class Installer implements AutoCloseable {

    /** What an account may do in a second, from "CloudWatch Logs quotas" in AWS's documentation. */
    private static final double FILTERS_PER_SECOND = 5;

    private final Clients clients;
    private final Installation installation;
    private final LogChoice subscribed;
    private final Map<Kind, ResourceApi> apis = new LinkedHashMap<>();
    private final QueueApi queues;
    private final Optional<LogGroups> groups;

    private Installer(Clients clients, Installation installation, LogChoice subscribed, Clock clock) {
        this.clients = clients;
        this.installation = installation;
        this.subscribed = subscribed;
        this.queues = new QueueApi(clients.sqs(), installation, false);
        add(queues);
        add(new EventRuleApi(clients.events(), installation));
        if (subscribed.isEmpty()) {
            this.groups = Optional.empty();
            return;
        }
        CloudWatchLogsClient logs = clients.logs();
        this.groups = Optional.of(new LogGroups(logs, installation));
        add(new StreamApi(clients.kinesis(), installation));
        add(new RoleApi(clients.iam(), installation));
        add(new FilterApi(logs, installation, bucket(clock), bucket(clock)));
    }

    static TokenBucket bucket(Clock clock) {
        return new TokenBucket(FILTERS_PER_SECOND, clock, length -> Thread.sleep(length.toMillis()));
    }

    /**
     * Asks who and where the account is.
     *
     * @param subscribed the log groups to subscribe
     * @throws InstallException if there are no credentials, no Region or no answer
     */
    public static Installer connect(AwsConfig aws, String name, LogChoice subscribed, Clock clock) {
        Clients clients = new Clients(aws);
        return Refusal.told(() -> new Installer(
                clients, new Installation(name, Place.of(clients.region(), account(clients))), subscribed, clock));
    }

    static String account(Clients clients) {
        return clients.sts().getCallerIdentity().account();
    }

    private void add(ResourceApi api) {
        apis.put(api.kind(), api);
    }

    public Installation installation() {
        return installation;
    }

    /**
     * What is to be done, and what was left out.
     *
     * @param leftOut log groups that are not subscribed, each with the reason in words
     */
    public record Survey(Plan plan, Map<String, String> leftOut) {}

    /**
     * What became of it.
     *
     * @param failed log groups whose subscription AWS refused, each with the reason in words
     */
    public record Outcome(Survey survey, String queueUrl, Map<String, String> failed) {

        /** Log groups that should be subscribed and are not: they have to be polled. */
        public List<String> polled() {
            return Stream.concat(
                            survey.plan().with(Verb.POLL).stream()
                                    .map(change -> change.resource().name()),
                            failed.keySet().stream())
                    .sorted()
                    .toList();
        }
    }

    /**
     * Compares; changes nothing.
     *
     * @throws InstallException with words for a person
     */
    public Survey survey() {
        return Refusal.told(() -> {
            List<Resource> wanted = new ArrayList<>(installation.events());
            Map<String, String> leftOut = new LinkedHashMap<>();
            groups.ifPresent(found -> {
                wanted.addAll(installation.stream());
                found.find(subscribed).forEach((group, reason) -> {
                    if (reason.isEmpty()) {
                        wanted.add(installation.filter(group));
                    } else {
                        leftOut.put(group, reason);
                    }
                });
            });
            Map<Resource, Found> standing = new LinkedHashMap<>();
            wanted.forEach(resource -> api(resource).find(resource).ifPresent(found -> standing.put(resource, found)));
            return new Survey(Plan.of(wanted, standing), leftOut);
        });
    }

    /**
     * Makes the account as the survey says. A log group that cannot be subscribed does not stop the others.
     *
     * @param done told of each change that was made
     * @throws InstallException before anything is changed if a name is somebody else's; later if AWS refuses
     */
    public Outcome install(Survey survey, Consumer<Change> done) {
        survey.plan().taken().stream().findFirst().ifPresent(change -> {
            throw new InstallException(
                    change.resource().words() + ": " + change.reasons().get(0)
                            + "; nothing was changed; choose another --name, or tag it if it is yours");
        });
        Map<String, String> failed = new LinkedHashMap<>();
        return Refusal.told(() -> {
            for (Change change : survey.plan().toDo()) {
                if (make(change, failed)) {
                    done.accept(change);
                }
            }
            survey.plan().toDo().forEach(change -> api(change.resource()).activate(change.resource()));
            return new Outcome(survey, queueUrl(), failed);
        });
    }

    private boolean make(Change change, Map<String, String> failed) {
        ResourceApi api = api(change.resource());
        try {
            if (change.verb() == Verb.CREATE) {
                api.create(change.resource());
            } else {
                api.update(change.resource());
            }
            return true;
        } catch (SdkException e) {
            if (change.resource().kind() != Kind.FILTER) {
                throw e;
            }
            failed.put(change.resource().name(), Refusal.words(e));
            return false;
        }
    }

    private String queueUrl() {
        return queues.url(installation.queueName())
                .orElseThrow(() -> new InstallException("the queue " + installation.queueName()
                        + " is gone again: somebody else changes the account too"));
    }

    private ResourceApi api(Resource resource) {
        ResourceApi api = apis.get(resource.kind());
        if (api == null) {
            throw new IllegalStateException("no way to " + resource.kind());
        }
        return api;
    }

    @Override
    public void close() {
        clients.close();
    }
}
