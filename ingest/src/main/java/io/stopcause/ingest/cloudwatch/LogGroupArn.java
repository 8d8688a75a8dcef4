package io.stopcause.ingest.cloudwatch;

/** {@code arn:partition:logs:region:account:log-group:name}, with {@code :*} at its end or without. */
public final class LogGroupArn {

    private static final String MARK = ":log-group:";
    private static final String END = ":*";

    /** Of the tagging API, to which log groups are one kind of several. */
    public static final String SERVICE = "logs";

    private LogGroupArn() {}

    /** Whether it is a log group's. */
    public static boolean is(String arn) {
        return arn.contains(MARK);
    }

    /** The group's name. */
    public static String name(String arn) {
        String name = arn.substring(arn.indexOf(MARK) + MARK.length());
        return name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
    }
}
