package io.stopcause.ingest.check.resource;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import software.amazon.awssdk.services.health.HealthClient;
import software.amazon.awssdk.services.health.model.DescribeEventsRequest;
import software.amazon.awssdk.services.health.model.Event;
import software.amazon.awssdk.services.health.model.EventFilter;
import software.amazon.awssdk.services.health.model.EventStatusCode;
import software.amazon.awssdk.services.health.model.EventTypeCategory;

/** What AWS Health tells; only accounts with a plan for support are told, and mostly after a while. */
final class HealthLook {

    static final String ACTION = "health:DescribeEvents";

    /** The endpoint of AWS Health is there, for all Regions. */
    private static final String HOME = "us-east-1";

    private static final List<String> SERVICES = List.of("ECS", "FARGATE", "ECR", "EC2", "VPC");

    private HealthLook() {}

    static Seen issue(About about, Account account) {
        String region = about.need("region");
        return account
                .in(HOME)
                .call(
                        Api.HEALTH,
                        "DescribeEvents",
                        HealthClient::describeEvents,
                        DescribeEventsRequest.builder()
                                .filter(EventFilter.builder()
                                        .regions(region)
                                        .services(SERVICES)
                                        .eventTypeCategories(EventTypeCategory.ISSUE)
                                        .eventStatusCodes(EventStatusCode.OPEN)
                                        .build())
                                .build())
                .events()
                .stream()
                .findFirst()
                .map(each -> seen(each, region))
                .orElseGet(() -> Seen.unknown("AWS Health tells of no issue in " + region + " by now."));
    }

    private static Seen seen(Event event, String region) {
        return Seen.yes("AWS Health tells of an issue with " + event.service() + " in " + region + " since "
                        + event.startTime() + ": " + event.eventTypeCode() + ".")
                .with("healthEvent", String.valueOf(event.eventTypeCode()));
    }
}
