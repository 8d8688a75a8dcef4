package io.stopcause.model;

/** Record keys. A task's log lines and its ECS events share one, so they meet in one partition. */
public final class Keys {

    private Keys() {}

    /**
     * The task's id alone. It is 128 random bits, unique in the world; account and Region would tear a task's lines
     * from its events wherever an input does not name them (a subscription names no Region, {@code GetLogEvents} neither).
     */
    public static String task(String taskId) {
        return taskId;
    }

    /** For what belongs to no task: its ARN or its log stream. */
    public static String other(String account, String region, String name) {
        return account + "/" + region + "/" + name;
    }

    /** What follows the last slash of an ARN: both formats of task ARNs end in the task's id. */
    public static String lastSegment(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
