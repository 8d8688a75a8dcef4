package io.stopcause.ingest.install.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.stopcause.ingest.TokenBucket;
import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.Installation;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatchlogs.model.SubscriptionFilter;

/**
 * Subscription filters of log groups. They bear no tags: ours is the one that has the installation's name and leads to
 * the installation's stream.
 */
final class FilterApi implements ResourceApi {

    /** CloudWatch Logs' own limit for a log group, not adjustable. */
    private static final int SLOTS = 2;

    private final CloudWatchLogsClient client;
    private final Installation installation;
    private final TokenBucket reads;
    private final TokenBucket writes;

    /**
     * Ready to be asked.
     *
     * @param reads spaces out the looks
     * @param writes spaces out the changes: an account may make five a second
     */
    FilterApi(CloudWatchLogsClient client, Installation installation, TokenBucket reads, TokenBucket writes) {
        this.client = client;
        this.installation = installation;
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public Kind kind() {
        return Kind.FILTER;
    }

    @Override
    public Optional<Found> find(Resource wanted) {
        List<SubscriptionFilter> filters = filters(wanted.name());
        Optional<SubscriptionFilter> named = filters.stream()
                .filter(filter -> filter.filterName().equals(installation.name()))
                .findFirst();
        if (named.filter(isOurs().negate()).isPresent()) {
            return Optional.of(new Found.Foreign("it has a filter of our name that leads to "
                    + named.get().destinationArn() + ", and is not touched"));
        }
        if (named.isEmpty() && filters.size() >= SLOTS) {
            return Optional.of(new Found.Foreign("both of its filters are taken: "
                    + filters.stream().map(SubscriptionFilter::filterName).collect(Collectors.joining(", "))));
        }
        return named.map(FilterApi::settings).map(Found.Ours::new);
    }

    @Override
    public void create(Resource wanted) {
        take(writes);
        client.putSubscriptionFilter(request -> request.logGroupName(wanted.name())
                .filterName(wanted.setting("FilterName").asText())
                .filterPattern(wanted.setting("FilterPattern").asText())
                .destinationArn(wanted.setting("DestinationArn").asText())
                .roleArn(wanted.setting("RoleArn").asText()));
    }

    @Override
    public void update(Resource wanted) {
        create(wanted);
    }

    @Override
    public List<String> owned() {
        return client.describeLogGroupsPaginator().logGroups().stream()
                .map(LogGroup::logGroupName)
                .filter(group -> filters(group).stream().anyMatch(isOurs()))
                .toList();
    }

    /** Before the stream goes: what is sent in between would be lost. */
    @Override
    public void stop(String name) {
        take(writes);
        client.deleteSubscriptionFilter(request -> request.logGroupName(name).filterName(installation.name()));
    }

    @Override
    public Optional<String> delete(String name) {
        return Optional.empty();
    }

    private Predicate<SubscriptionFilter> isOurs() {
        String stream = installation.place().arn("kinesis", "stream/" + installation.streamName());
        return filter -> filter.filterName().equals(installation.name()) && stream.equals(filter.destinationArn());
    }

    /** A group that is gone has none. */
    private List<SubscriptionFilter> filters(String group) {
        take(reads);
        try {
            return client.describeSubscriptionFilters(request -> request.logGroupName(group))
                    .subscriptionFilters();
        } catch (ResourceNotFoundException e) {
            return List.of();
        }
    }

    private static void take(TokenBucket bucket) {
        try {
            bucket.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", e);
        }
    }

    private static SortedMap<String, JsonNode> settings(SubscriptionFilter filter) {
        SortedMap<String, JsonNode> settings = new TreeMap<>();
        settings.put("FilterName", TextNode.valueOf(filter.filterName()));
        settings.put(
                "FilterPattern",
                TextNode.valueOf(Optional.ofNullable(filter.filterPattern()).orElse("")));
        settings.put("DestinationArn", TextNode.valueOf(filter.destinationArn()));
        Optional.ofNullable(filter.roleArn()).ifPresent(role -> settings.put("RoleArn", TextNode.valueOf(role)));
        return settings;
    }
}
