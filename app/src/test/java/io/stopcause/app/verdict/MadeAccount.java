package io.stopcause.app.verdict;

import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is so in an account, by its seed. All its names hold the seed, so that one server can answer for many.
 *
 * @param processors that the image is built for; none where there is no image
 * @param allowed what the role may do
 * @param secret whether it is there
 * @param group whether the log group is
 * @param silent operations that the looks may not call
 */
record MadeAccount(
        int seed, Set<String> processors, Set<String> allowed, boolean secret, boolean group, Set<String> silent) {

    private static final Set<String> PULL =
            Set.of("ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer");
    private static final String READ = "secretsmanager:GetSecretValue";

    static MadeAccount of(int seed) {
        Random random = new Random(seed);
        return new MadeAccount(
                seed,
                some(random, "amd64", "arm64"),
                some(
                        random,
                        "ecr:BatchGetImage",
                        "ecr:GetAuthorizationToken",
                        "ecr:GetDownloadUrlForLayer",
                        "secretsmanager:GetSecretValue"),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) > 0
                        ? Set.of()
                        : some(
                                random,
                                "BatchGetImage",
                                "SimulatePrincipalPolicy",
                                "DescribeSecret",
                                "DescribeLogGroups"));
    }

    private static Set<String> some(Random random, String... all) {
        // Most of them, mostly: an account where nothing works hides what is wrong in particular.
        return Stream.of(all).filter(each -> random.nextInt(4) > 0).collect(Collectors.toCollection(TreeSet::new));
    }

    String image() {
        return SlowAws.ACCOUNT + ".dkr.ecr.eu-west-1.amazonaws.com/orders-" + seed + ":7";
    }

    String role() {
        return "arn:aws:iam::" + SlowAws.ACCOUNT + ":role/orders-" + seed;
    }

    String secretArn() {
        return "arn:aws:secretsmanager:eu-west-1:" + SlowAws.ACCOUNT + ":secret:orders-" + seed + "-AbCdEf";
    }

    String logGroup() {
        return "/ecs/orders-" + seed;
    }

    /** Whether a task of it, on a host of x86_64, can fail for that. */
    boolean has(String cause) {
        return switch (cause) {
            case "arch-mismatch" -> !processors.isEmpty() && !processors.contains("amd64");
            case "image-not-found" -> processors.isEmpty();
            case "execution-role-missing-permission" -> !allowed.containsAll(PULL);
            case "secret-not-found" -> !secret;
            case "secret-access-denied" -> !allowed.contains(READ);
            case "log-group-missing" -> !group;
            default -> throw new IllegalArgumentException(cause);
        };
    }
}
