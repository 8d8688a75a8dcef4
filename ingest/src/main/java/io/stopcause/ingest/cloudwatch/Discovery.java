package io.stopcause.ingest.cloudwatch;

import io.stopcause.model.Nearest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.LogGroup;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesRequest;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.GetResourcesResponse;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.TagFilter;

/** Finds the configured groups. */
final class Discovery {

    private static final int PAGE = 50;

    private final LogApi api;
    private final CloudWatchConfig config;

    Discovery(LogApi api, CloudWatchConfig config) {
        this.api = api;
        this.config = config;
    }

    /**
     * What was found.
     *
     * @param missing names that do not exist, each with words for a person
     */
    record Found(Set<Group> groups, Map<String, String> missing) {}

    Found find() throws InterruptedException {
        Set<Group> groups = new LinkedHashSet<>();
        Map<String, String> missing = new LinkedHashMap<>();
        for (String prefix : config.prefixes()) {
            groups.addAll(startingWith(prefix));
        }
        for (String name : config.groups()) {
            Set<Group> exact = startingWith(name);
            exact.removeIf(group -> !group.name().equals(name));
            groups.addAll(exact);
            if (exact.isEmpty()) {
                missing.put(name, missing(name));
            }
        }
        try {
            groups.addAll(tagged());
        } catch (AbortedException e) {
            throw e;
        } catch (SdkException e) {
            missing.put("groups by tags", String.valueOf(e.getMessage()));
        }
        return new Found(groups, missing);
    }

    private Set<Group> tagged() throws InterruptedException {
        Set<Group> groups = new LinkedHashSet<>();
        if (config.tags().isEmpty()) {
            return groups;
        }
        GetResourcesRequest.Builder request = GetResourcesRequest.builder()
                .resourceTypeFilters(LogGroupArn.SERVICE)
                .tagFilters(config.tags().entrySet().stream()
                        .map(tag -> TagFilter.builder()
                                .key(tag.getKey())
                                .values(tag.getValue())
                                .build())
                        .toList());
        String token;
        do {
            GetResourcesResponse page = api.getResources(request.build());
            page.resourceTagMappingList().stream()
                    .map(ResourceTagMapping::resourceARN)
                    .filter(LogGroupArn::is)
                    .forEach(arn -> groups.add(Group.of(arn, LogGroupArn.name(arn))));
            token = page.paginationToken();
            request.paginationToken(token);
        } while (token != null && !token.isEmpty());
        return groups;
    }

    private String missing(String name) throws InterruptedException {
        String around = name.substring(0, name.lastIndexOf('/') + 1);
        return Nearest.to(name, startingWith(around).stream().map(Group::name).toList())
                .map(near -> "log group '" + name + "' does not exist; did you mean '" + near + "'?")
                .orElse("log group '" + name + "' does not exist in this account and Region");
    }

    private Set<Group> startingWith(String prefix) throws InterruptedException {
        Set<Group> groups = new LinkedHashSet<>();
        DescribeLogGroupsRequest.Builder request =
                DescribeLogGroupsRequest.builder().limit(PAGE);
        if (!prefix.isEmpty()) {
            request.logGroupNamePrefix(prefix);
        }
        String token;
        do {
            DescribeLogGroupsResponse page = api.describeLogGroups(request.build());
            for (LogGroup group : page.logGroups()) {
                groups.add(Group.of(group.arn() == null ? "" : group.arn(), group.logGroupName()));
            }
            token = page.nextToken();
            request.nextToken(token);
        } while (token != null);
        return groups;
    }
}
