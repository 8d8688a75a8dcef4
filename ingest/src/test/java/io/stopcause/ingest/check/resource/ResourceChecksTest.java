package io.stopcause.ingest.check.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceChecksTest {

    private final FakeAws aws = FakeAws.start();

    @AfterEach
    void stop() {
        aws.close();
    }

    private Answer group() {
        return Asked.of(aws, "log-group-exists", Map.of("logGroup", "/ecs/orders", "region", "eu-central-1"));
    }

    @Test
    void aLogGroupIsThereByItsWholeNameOrNot() {
        aws.on("DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"/ecs/orders\",\"creationTime\":1}]}");
        assertThat(group().outcome()).isEqualTo(Outcome.YES);
        assertThat(group().explanation()).isEqualTo("There is a log group /ecs/orders in eu-central-1.");
        aws.on("DescribeLogGroups", "{\"logGroups\":[{\"logGroupName\":\"/ecs/orders-2\",\"creationTime\":1}]}");
        assertThat(group().outcome()).isEqualTo(Outcome.NO);
        aws.on(
                "DescribeLogGroups",
                "{\"logGroups\":[{\"logGroupName\":\"/ecs/orders\",\"creationTime\":" + System.currentTimeMillis()
                        + "}]}");
        assertThat(group().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    private Answer cluster() {
        return Asked.of(aws, "cluster-exists", Map.of("cluster", "shop"));
    }

    @Test
    void aClusterIsThereOrNotOrDeleted() {
        aws.on("DescribeClusters", "{\"clusters\":[{\"clusterName\":\"shop\",\"status\":\"ACTIVE\"}]}");
        assertThat(cluster().outcome()).isEqualTo(Outcome.YES);
        aws.on("DescribeClusters", "{\"clusters\":[{\"clusterName\":\"shop\",\"status\":\"INACTIVE\"}]}");
        assertThat(cluster().outcome()).isEqualTo(Outcome.NO);
        aws.on("DescribeClusters", "{\"clusters\":[],\"failures\":[{\"reason\":\"MISSING\"}]}");
        assertThat(cluster().outcome()).isEqualTo(Outcome.NO);
    }
}
