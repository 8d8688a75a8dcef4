package io.stopcause.ingest.check;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;

/**
 * One question's way into the account: read-only calls in a Region, within the question's time limit, through the rate
 * limit of each service, and counted against what its scope may use. Equal calls are made once: their replies are shared
 * by all questions, for half a minute or, for what cannot change, for an hour. For one look.
 */
public final class Account {

    /** What may change is asked again after this long. */
    private static final Duration BRIEF = Duration.ofSeconds(30);

    /** Questions older than this are not answered, so that no failure lies further back. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final Duration LASTING = Duration.ofHours(1);

    private final Access access;
    private final Access.Asker asker;
    private final String region;

    Account(Access access, Access.Asker asker, String region) {
        this.access = access;
        this.asker = asker;
        this.region = region;
    }

    public String region() {
        return region;
    }

    public Instant now() {
        return access.now();
    }

    /** Whether something that came at that time may not yet have been there when the failure happened. */
    public boolean isRecent(Instant time) {
        return time.isAfter(now().minus(RECENT));
    }

    /** The same account seen from another Region. */
    public Account in(String other) {
        return other.equals(region) ? this : new Account(access, asker, other);
    }

    /**
     * Makes a call, or hands out the reply of the same call that was made within half a minute.
     *
     * @param action its IAM action without the service's prefix, such as {@code DescribeTasks}
     * @param call a method of the client, such as {@code EcsClient::describeTasks}
     * @throws NotSeenException if it was denied or throttled for too long, did not answer in time, found no credentials,
     *     or if the scope has used up its calls
     * @throws software.amazon.awssdk.awscore.exception.AwsServiceException any other error that AWS answered
     * @throws IllegalStateException if the check does not name the action among those that it calls
     */
    public <C extends SdkClient, Q extends AwsRequest, R> R call(
            Api<C> api, String action, BiFunction<C, Q, R> call, Q request) {
        return access.reply(new Access.Call<>(api, action, region, call, request), asker, BRIEF);
    }

    /** Like {@link #call}, for what cannot change, such as a revision of a task definition or an image's digest. */
    public <C extends SdkClient, Q extends AwsRequest, R> R callForLasting(
            Api<C> api, String action, BiFunction<C, Q, R> call, Q request) {
        return access.reply(new Access.Call<>(api, action, region, call, request), asker, LASTING);
    }

    /**
     * Reads an address, such as a registry's, or hands out what it answered half a minute ago or less.
     *
     * @param headers of the request
     * @throws NotSeenException if it cannot be reached, does not answer in time, or throttles for too long
     */
    public Page page(URI uri, Map<String, String> headers) {
        return access.page(uri, headers, asker, BRIEF);
    }

    /** Like {@link #page}, for an address whose content cannot change. */
    public Page pageForLasting(URI uri, Map<String, String> headers) {
        return access.page(uri, headers, asker, LASTING);
    }

    /**
     * Makes calls beside those of this thread. One answer may need a dozen of them, and one after the other would take
     * longer than people wait. What is wanted only later can be begun ahead: its replies are shared like all.
     */
    public <T> CompletableFuture<T> beside(Supplier<T> calls) {
        return access.beside(calls);
    }

    /** Name and password for a registry, where they are configured. */
    public Optional<RegistryConfig> credentials(String registry) {
        return access.credentials(registry);
    }
}
