package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.GroupRule;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mount targets of a task's file system: are they there, and is there a way to them? */
class MountTest {

    private static final String FILE_SYSTEM = "fs-0123456789abcdef0";
    private static final String TARGETS = "GET /2015-02-01/mount-targets";
    private static final String HOST = FILE_SYSTEM + ".efs." + Aws.REGION + ".amazonaws.com";

    private final FakeAws aws = FakeAws.start();
    private final Plan plan = Plan.behindNat("1");

    @AfterEach
    void stop() {
        aws.close();
    }

    @BeforeEach
    void drawUp() {
        PlanServer.serve(plan, aws);
        plan.groups.put("sg-mount", List.of(new GroupRule(false, "sg-task1", 2049, 2049)));
        aws.on(
                "DescribeTaskDefinition",
                "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7,\"volumes\":[{\"name\":\"data\","
                        + "\"efsVolumeConfiguration\":{\"fileSystemId\":\"" + FILE_SYSTEM + "\"}}]}}");
        target("eu-west-1a", "available", plan.vpc());
        aws.on(TARGETS + "/fsmt-1/security-groups", "{\"SecurityGroups\":[\"sg-mount\"]}");
    }

    private void target(String zone, String state, String vpc) {
        aws.on(
                TARGETS,
                "{\"MountTargets\":[{\"MountTargetId\":\"fsmt-1\",\"FileSystemId\":\"" + FILE_SYSTEM
                        + "\",\"SubnetId\":\"subnet-b1\",\"LifeCycleState\":\"" + state
                        + "\",\"IpAddress\":\"10.0.2.40\",\"AvailabilityZoneName\":\"" + zone + "\",\"VpcId\":\"" + vpc
                        + "\"}]}");
    }

    private void assertTold(Answer answer, Outcome outcome, String words) {
        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).contains(words).endsWith(".");
    }

    private Answer exists(String host) {
        return Asked.atOnce(aws, "mount-target-exists", Map.of("host", host, "task", PlanServer.TASK));
    }

    private Answer open() {
        return Asked.atOnce(aws, "mount-port-open", Map.of("port", "2049", "task", PlanServer.TASK));
    }

    @Test
    void aMountTargetIsInTheTasksZoneOrNot() {
        assertTold(exists(HOST), Outcome.YES, "eu-west-1a");

        target("eu-west-1b", "available", plan.vpc());
        assertTold(exists(HOST), Outcome.NO, "in eu-west-1b only, and the task ran in eu-west-1a");

        target("eu-west-1a", "creating", plan.vpc());
        assertTold(exists(HOST), Outcome.NO, "no mount target that is available");

        aws.on(TARGETS, "{\"MountTargets\":[]}");
        assertTold(exists(HOST), Outcome.NO, "no mount target");

        aws.on(TARGETS, FakeAws.error("FileSystemNotFound", "File system does not exist."));
        assertTold(exists(HOST), Outcome.NO, "no file system " + FILE_SYSTEM);
    }

    @Test
    void whatNamesNoFileSystemIsNotLookedFor() {
        assertTold(exists("nfs.shop.internal"), Outcome.UNKNOWN, "nfs.shop.internal");
        assertThat(aws.asked()).isEmpty();
    }

    @Test
    void aTaskThatEcsHasForgottenHadNoZone() {
        aws.on("DescribeTasks", "{\"tasks\":[]}");

        assertTold(exists(HOST), Outcome.UNKNOWN, "no more");
    }

    @Test
    void thereIsAWayToTheMountTargetOrNot() {
        assertTold(open(), Outcome.YES, "sg-mount");

        plan.groups.put("sg-mount", List.of(new GroupRule(false, "sg-other", 2049, 2049)));
        assertTold(open(), Outcome.NO, "no rule of sg-mount (" + FILE_SYSTEM + ") lets in port 2049 from the task");

        plan.groups.put("sg-mount", List.of(new GroupRule(false, "10.0.3.0/24", 2049, 2049)));
        plan.groups.put("sg-task1", List.of(new GroupRule(true, "0.0.0.0/0", 443, 443)));
        assertTold(open(), Outcome.NO, "no rule of sg-task1 (the task) lets out port 2049");
    }

    @Test
    void whatLiesBetweenTwoVpcsIsNotKnown() {
        target("eu-west-1a", "available", "vpc-other");

        assertTold(open(), Outcome.UNKNOWN, "vpc-other");
    }

    @Test
    void aMountTargetWithoutGroupsIsNotJudged() {
        aws.on(TARGETS + "/fsmt-1/security-groups", "{\"SecurityGroups\":[]}");

        assertTold(open(), Outcome.UNKNOWN, "not described");
    }

    @Test
    void aTaskWithoutFileSystemsIsNotJudged() {
        aws.on("DescribeTaskDefinition", "{\"taskDefinition\":{\"family\":\"orders\",\"revision\":7}}");

        assertTold(open(), Outcome.UNKNOWN, "orders:7 mounts no file system");
    }
}
