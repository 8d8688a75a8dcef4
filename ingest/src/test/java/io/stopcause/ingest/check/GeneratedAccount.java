package io.stopcause.ingest.check;

import io.stopcause.ingest.Aws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * An account by seed, with an image, a role and a secret in it, each in some state that accounts are in, and what was really
 * so when the task failed. Names end in the seed, so that accounts differ.
 */
final class GeneratedAccount {

    static final String LONG_AGO = "2024-05-01T00:00:00Z";
    /** Not before the failure for all that can be told. */
    static final String LATELY = "2026-03-09T00:00:00Z";

    private static final List<String> PROCESSORS = List.of("amd64", "arm64", "s390x");
    private static final List<String> ACTIONS = List.of(
            "ecr:GetAuthorizationToken",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
            "secretsmanager:GetSecretValue",
            "kms:Decrypt");
    private static final List<String> DENIED =
            List.of("BatchGetImage", "GetRole", "SimulatePrincipalPolicy", "DescribeSecret", "GetSecretValue");

    final String tag;
    final Image image;
    final Role role;
    final Secret secret;
    final Set<String> denied = new TreeSet<>();
    private final Random random;

    /**
     * An image in ECR.
     *
     * @param ran what the digest that ran is built for
     * @param tagged what its tag means by now
     * @param wasThere whether the tag existed when the task failed
     */
    record Image(
            Set<String> ran, Set<String> tagged, boolean index, boolean exists, boolean lately, boolean wasThere) {}

    /** What becomes of one action of a role on the resource that is meant. */
    enum Grant {
        ALLOWED,
        NOT_MENTIONED,
        ALLOWED_ELSEWHERE,
        DENIED,
        OUTSIDE_BOUNDARY,
        OUTSIDE_ORGANIZATION,
        /** Under a condition that holds or not. */
        CONDITIONAL
    }

    /** One statement of a trust policy; {@code holds} is whether its condition, if it has one, did. */
    record Trust(boolean allow, String service, boolean conditional, boolean holds) {}

    record Role(boolean exists, boolean lately, boolean wasThere, Map<String, Grant> grants, List<Trust> trusts) {}

    record Secret(
            boolean exists, boolean deleted, boolean lately, boolean wasThere, Set<String> labels, Set<String> keys) {}

    /** What a task's world says where AWS does not: conditions, and the policies of keys. */
    final boolean hidden;

    GeneratedAccount(long seed) {
        random = new Random(seed);
        tag = "-" + Long.toHexString(seed);
        hidden = random.nextBoolean();
        image = image();
        role = role();
        secret = secret();
        if (random.nextInt(6) == 0) {
            denied.add(one(DENIED));
        }
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean mostly() {
        return random.nextInt(5) > 0;
    }

    private Image image() {
        boolean index = random.nextBoolean();
        Set<String> ran = processors(index);
        Set<String> tagged = mostly() ? ran : processors(index);
        boolean lately = !mostly();
        boolean exists = mostly();
        return new Image(ran, tagged, index, exists, lately, exists && (!lately || random.nextBoolean()));
    }

    private Set<String> processors(boolean several) {
        Set<String> processors = new TreeSet<>(Set.of(one(PROCESSORS)));
        if (several && random.nextBoolean()) {
            processors.add(one(PROCESSORS));
        }
        return processors;
    }

    private Role role() {
        Map<String, Grant> grants = new LinkedHashMap<>();
        List<Grant> drawn = new ArrayList<>(List.of(Grant.values()));
        drawn.addAll(Collections.nCopies(6, Grant.ALLOWED));
        ACTIONS.forEach(action -> grants.put(action, one(drawn)));
        List<Trust> trusts = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            trusts.add(new Trust(
                    mostly(),
                    one(List.of("ecs-tasks.amazonaws.com", "ecs-tasks.amazonaws.com", "ec2.amazonaws.com")),
                    !mostly(),
                    random.nextBoolean()));
        }
        boolean exists = mostly();
        boolean lately = !mostly();
        return new Role(exists, lately, exists && (!lately || random.nextBoolean()), grants, trusts);
    }

    private Secret secret() {
        Set<String> labels = new TreeSet<>(Set.of("AWSCURRENT"));
        if (random.nextBoolean()) {
            labels.add("AWSPREVIOUS");
        }
        Set<String> keys = new TreeSet<>(Set.of("user"));
        if (random.nextBoolean()) {
            keys.add("password");
        }
        boolean exists = mostly();
        boolean lately = !mostly();
        return new Secret(exists, !mostly(), lately, exists && (!lately || random.nextBoolean()), labels, keys);
    }

    String imageName() {
        return FakeAws.ACCOUNT + ".dkr.ecr." + Aws.REGION + ".amazonaws.com/orders" + tag + ":7";
    }

    String ranDigest() {
        return "sha256:" + "a".repeat(64);
    }

    String tagDigest() {
        return image.ran.equals(image.tagged) ? ranDigest() : "sha256:" + "b".repeat(64);
    }

    String roleArn() {
        return "arn:aws:iam::" + FakeAws.ACCOUNT + ":role/execution" + tag;
    }

    String secretArn() {
        return "arn:aws:secretsmanager:" + Aws.REGION + ":" + FakeAws.ACCOUNT + ":secret:orders" + tag + "-AbCdEf";
    }

    /** Whether the platform suits: of the digest that ran where that is asked. */
    boolean suits(String processor, boolean ofDigest) {
        return (ofDigest ? image.ran : image.tagged).contains(processor);
    }

    /** Whether the role let its bearer do it. */
    boolean lets(String action) {
        if (!role.exists) {
            return false;
        }
        Grant grant = role.grants.getOrDefault(action, Grant.NOT_MENTIONED);
        boolean policies = grant == Grant.ALLOWED || (grant == Grant.CONDITIONAL && hidden);
        return policies && (!action.equals("kms:Decrypt") || hidden);
    }

    boolean trusted() {
        List<Trust> met = role.trusts.stream()
                .filter(each -> each.service.startsWith("ecs-tasks") && (!each.conditional || each.holds))
                .toList();
        return role.exists && !met.isEmpty() && met.stream().allMatch(Trust::allow);
    }

    boolean secretWasThere() {
        return secret.wasThere && !secret.deleted;
    }
}
