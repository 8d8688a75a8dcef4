package io.stopcause.ingest.check;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.AwsConfig;
import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Questions as tests ask them. */
public final class Asked {

    public static final String SCOPE = FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/orders";

    /** Every parameter that some check knows, with a value that has the right shape. */
    static final Map<String, String> ABOUT = Map.ofEntries(
            Map.entry("cluster", "shop"),
            Map.entry("controller", "ECS"),
            Map.entry("path", "/srv/start"),
            Map.entry("host", "fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com"),
            Map.entry("instance", "i-0123456789abcdef0"),
            Map.entry("quota", "vCPUs"),
            Map.entry("status", "404"),
            Map.entry("subnet", "subnet-0123456789abcdef0"),
            Map.entry(
                    "targetGroup",
                    "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/orders/0123456789abcdef"),
            Map.entry("image", FakeAws.ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/orders:7"),
            Map.entry("platform", "linux/amd64"),
            Map.entry("role", "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/orders"),
            Map.entry("action", "s3:GetObject"),
            Map.entry("resource", "arn:aws:s3:::orders/*"),
            Map.entry(
                    "secret", "arn:aws:secretsmanager:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":secret:orders-AbCdEf"),
            Map.entry("label", "AWSCURRENT"),
            Map.entry("key", "password"),
            Map.entry("exitCode", "139"),
            Map.entry("container", "web"),
            Map.entry("variable", "DATABASE_URL"),
            Map.entry("port", "8080"),
            Map.entry("logGroup", "/ecs/orders"),
            Map.entry("service", "orders"),
            Map.entry("region", Aws.REGION),
            Map.entry("task", "0123456789abcdef0123456789abcdef"),
            Map.entry("taskDefinition", "orders:7"));

    private Asked() {}

    /** What the live system answers, with the fake for AWS. */
    public static Answer of(FakeAws aws, String check, Map<String, String> about) {
        try (Answerer answerer = new Answerer(aws.config(), ChecksConfig.DEFAULT, Clock.systemUTC())) {
            return answerer.answer(new Question(SCOPE, check, about));
        }
    }

    /** The same for tests that ask a lot: no rate limit holds them up. */
    public static Answer atOnce(FakeAws aws, String check, Map<String, String> about) {
        try (Answerer answerer = hurried(aws)) {
            return answerer.answer(new Question(SCOPE, check, about));
        }
    }

    /** For many questions; what it was told stays good for half a minute of real time. */
    public static Answerer hurried(FakeAws aws) {
        return hurried(aws.config());
    }

    /** The same with another AWS. */
    public static Answerer hurried(AwsConfig aws) {
        ChecksConfig patient = new ChecksConfig(
                Optional.empty(), Optional.of(Duration.ofMinutes(1)), Optional.empty(), Optional.empty(), List.of());
        return new Answerer(aws, patient, new LeapingClock());
    }
}
