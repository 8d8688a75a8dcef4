package io.stopcause.model;

/** Record keys. A task's log lines and its ECS events share one, so they meet in one partition. */
public final class Keys {

    private Keys() {}

    /** {@code account/region/taskId}. */
    public static String task(String account, String region, String taskId) {
        return account + "/" + region + "/" + taskId;
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
