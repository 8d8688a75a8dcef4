package io.stopcause.ingest.check;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.stopcause.ingest.TokenBucket;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** What all questions share: clients, replies that are still good, and what each scope has used. Thread-safe. */
final class Access implements AutoCloseable {

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int REPLIES = 10_000;
    private static final int SCOPES = 100_000;
    private static final Duration IDENTITY = Duration.ofHours(1);

    /** An error is remembered as long as what may change: a storm of questions must not ask for it in a storm. */
    private static final Duration ERROR = Duration.ofSeconds(30);

    private final Clients clients;
    private final Web web;
    private final List<RegistryConfig> registries;
    private final int callsPerScope;
    private final Clock clock;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Cache<Key, Reply> replies = Caffeine.newBuilder()
            .maximumSize(REPLIES)
            .initialCapacity(REPLIES) // a call in the making holds up others of the same bin
            .expireAfter(Expiry.<Key, Reply>creating((key, reply) -> reply.life))
            .build();
    private final Cache<String, AtomicInteger> used = Caffeine.newBuilder()
            .maximumSize(SCOPES)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    /** For calls that do not wait for each other. */
    private final ExecutorService beside = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "ingest checks beside");
        thread.setDaemon(true);
        return thread;
    });

    Access(Clients clients, ChecksConfig config, Clock clock) {
        this.clients = clients;
        this.registries = config.registries();
        this.web = new Web(clock);
        this.callsPerScope = config.calls();
        this.clock = clock;
    }

    /**
     * Who asks.
     *
     * @param scope whose calls are counted
     * @param actions those that may be called
     * @param deadline when the answer is due
     * @param hindered whether something could not be read that may be readable later
     */
    record Asker(String scope, Set<String> actions, Instant deadline, AtomicBoolean hindered) {

        Asker(String scope, Set<String> actions, Instant deadline) {
            this(scope, actions, deadline, new AtomicBoolean());
        }

        private NotSeenException hindered(NotSeenException by) {
            hindered.set(true);
            return by;
        }
    }

    record Call<C extends SdkClient, Q extends AwsRequest, R>(
            Api<C> api, String action, String region, BiFunction<C, Q, R> method, Q request) {

        String name() {
            return api.prefix() + ":" + action;
        }
    }

    private record Key(String action, String region, Object request) {}

    /** A response, or the error that AWS answered. */
    private record Reply(Object content, Duration life) {}

    @SuppressWarnings("unchecked")
    <C extends SdkClient, Q extends AwsRequest, R> R reply(Call<C, Q, R> call, Asker asker, Duration life) {
        if (!asker.actions.contains(call.name())) {
            throw new IllegalStateException("the check does not name " + call.name() + " among its actions");
        }
        Object content =
                replies.get(new Key(call.name(), call.region, call.request), key -> make(call, asker, life)).content;
        if (content instanceof AwsServiceException error) {
            RuntimeException refusal = Refusals.of(error, call.name());
            throw refusal instanceof NotSeenException notSeen ? asker.hindered(notSeen) : refusal;
        }
        return (R) content;
    }

    private <C extends SdkClient, Q extends AwsRequest, R> Reply make(Call<C, Q, R> call, Asker asker, Duration life) {
        C client = clients.client(call.api, call.region);
        TokenBucket bucket = clients.bucket(call.name(), call.region);
        try {
            while (bucket.acquire(asker.deadline)) {
                count(asker.scope);
                try {
                    R response = call.method.apply(client, call.request);
                    bucket.succeeded();
                    return new Reply(response, life);
                } catch (AwsServiceException e) {
                    if (!Refusals.mayPass(e)) {
                        return new Reply(e, ERROR);
                    }
                    bucket.throttled();
                }
            }
        } catch (AbortedException e) {
            throw e;
        } catch (SdkClientException e) {
            throw asker.hindered(Refusals.of(e, call.name()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
        throw asker.hindered(new NotSeenException(
                "AWS throttled " + call.name() + " or failed for as long as an answer could wait."));
    }

    /**
     * What an address answers. Headers other than {@code Accept} say who asks and not what is asked, so that a reply is
     * good for all who may have it: they use the same credentials.
     */
    Page page(URI uri, Map<String, String> headers, Asker asker, Duration life) {
        Key key = new Key("GET", headers.getOrDefault("Accept", ""), uri);
        return (Page) replies.get(key, any -> {
                    Page page = load(uri, headers, asker);
                    return new Reply(page, page.status() == OK ? life : ERROR);
                })
                .content;
    }

    private Page load(URI uri, Map<String, String> headers, Asker asker) {
        TokenBucket bucket = web.bucket(uri);
        try {
            while (bucket.acquire(asker.deadline)) {
                count(asker.scope);
                Page page = web.get(uri, headers, asker.deadline);
                if (page.status() != TOO_MANY && page.status() < 500) {
                    bucket.succeeded();
                    return page;
                }
                bucket.throttled();
            }
        } catch (SocketTimeoutException e) {
            throw asker.hindered(new NotSeenException(uri.getHost() + " did not answer in time.", e));
        } catch (IOException e) {
            throw asker.hindered(new NotSeenException(
                    uri.getHost() + " could not be asked: " + Refusals.oneSentence(String.valueOf(e.getMessage())), e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
        throw asker.hindered(
                new NotSeenException(uri.getHost() + " throttled or failed for as long as an answer could wait."));
    }

    private void count(String scope) {
        if (used.get(scope, key -> new AtomicInteger()).incrementAndGet() > callsPerScope) {
            refused.incrementAndGet();
            throw new NotSeenException("AWS was asked " + callsPerScope
                    + " times for this within an hour, and is not asked more often (ingest.checks.callsPerScope).");
        }
        calls.incrementAndGet();
    }

    <T> CompletableFuture<T> beside(Supplier<T> calls) {
        return CompletableFuture.supplyAsync(calls, beside);
    }

    /** How often AWS was called since the start. */
    long calls() {
        return calls.get();
    }

    /** How many calls were not made because their scope had used up its own. */
    long refused() {
        return refused.get();
    }

    /** The configured Region. */
    String region() {
        return clients.region();
    }

    Optional<RegistryConfig> credentials(String registry) {
        return registries.stream().filter(each -> each.host().equals(registry)).findFirst();
    }

    Instant now() {
        return clock.instant();
    }

    /** The account whose credentials are used; needs no permission. */
    String owner(Asker asker, String region) {
        Asker self = new Asker(asker.scope, Set.of("sts:GetCallerIdentity"), asker.deadline, asker.hindered);
        return reply(
                        new Call<>(
                                Api.STS,
                                "GetCallerIdentity",
                                region,
                                StsClient::getCallerIdentity,
                                GetCallerIdentityRequest.builder().build()),
                        self,
                        IDENTITY)
                .account();
    }

    @Override
    public void close() {
        beside.shutdownNow();
        clients.close();
    }
}
