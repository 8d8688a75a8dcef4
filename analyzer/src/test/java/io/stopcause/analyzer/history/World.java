package io.stopcause.analyzer.history;

import java.util.List;

/** The account, Region and cluster that a history plays in. */
record World(String account, String region, String cluster) {

    private static final String ACCOUNT = "111122223333";
    private static final List<String> REGIONS = List.of("eu-central-1", "us-east-1", "ap-southeast-2", "eu-west-1");
    private static final List<String> CLUSTERS = List.of("main", "prod-a", "Batch_Cluster", "default");

    static World of(Dice dice) {
        return new World(ACCOUNT, dice.pick(REGIONS), dice.pick(CLUSTERS));
    }

    String arn(String kind, String name) {
        return "arn:aws:ecs:" + region + ":" + account + ":" + kind + "/" + name;
    }

    /** The ARN of what lies within the cluster. */
    String within(String kind, String name) {
        return arn(kind, cluster + "/" + name);
    }

    String clusterArn() {
        return arn("cluster", cluster);
    }

    String image(String name, int tag) {
        return account + ".dkr.ecr." + region + ".amazonaws.com/" + name + ":" + tag;
    }
}
