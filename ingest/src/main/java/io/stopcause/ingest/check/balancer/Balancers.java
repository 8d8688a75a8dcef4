package io.stopcause.ingest.check.balancer;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Api;
import io.stopcause.ingest.check.NotSeenException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupNotFoundException;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealthDescription;

/** Target groups, as questions name them. */
final class Balancers {

    static final String DESCRIBE_TARGET_GROUPS = "elasticloadbalancing:DescribeTargetGroups";
    static final String DESCRIBE_TARGET_HEALTH = "elasticloadbalancing:DescribeTargetHealth";

    private static final String ARN = "arn:";
    private static final String KIND = ":targetgroup/";

    private Balancers() {}

    /**
     * The target group that the question names.
     *
     * @throws NotSeenException if it names none, or there is none
     */
    static TargetGroup named(About about, Account account) {
        String name = name(about);
        return find(name, account).orElseThrow(() -> new NotSeenException("There is no target group " + name + "."));
    }

    static String name(About about) {
        String name = about.need("targetGroup");
        if (name.startsWith(ARN) && !name.contains(KIND)) {
            throw new NotSeenException(name + " is no target group of Elastic Load Balancing.");
        }
        return name;
    }

    /** By ARN or name; empty where there is none. */
    static Optional<TargetGroup> find(String name, Account account) {
        DescribeTargetGroupsRequest.Builder request = DescribeTargetGroupsRequest.builder();
        try {
            List<TargetGroup> found = account.call(
                            Api.LOAD_BALANCING,
                            "DescribeTargetGroups",
                            ElasticLoadBalancingV2Client::describeTargetGroups,
                            name.startsWith(ARN)
                                    ? request.targetGroupArns(name).build()
                                    : request.names(name).build())
                    .targetGroups();
            return Optional.of(found.stream()
                    .filter(each -> each.targetGroupArn() != null)
                    .findFirst()
                    .orElseThrow(() -> NotSeenException.absurd(DESCRIBE_TARGET_GROUPS)));
        } catch (TargetGroupNotFoundException e) {
            return Optional.empty();
        }
    }

    static List<TargetHealthDescription> health(TargetGroup group, Account account) {
        return account.call(
                        Api.LOAD_BALANCING,
                        "DescribeTargetHealth",
                        ElasticLoadBalancingV2Client::describeTargetHealth,
                        DescribeTargetHealthRequest.builder()
                                .targetGroupArn(group.targetGroupArn())
                                .build())
                .targetHealthDescriptions();
    }
}
