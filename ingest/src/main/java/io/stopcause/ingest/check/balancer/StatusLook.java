package io.stopcause.ingest.check.balancer;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.NotSeenException;
import io.stopcause.ingest.check.Seen;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Matcher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Does the health check take the status for healthy? */
final class StatusLook {

    private StatusLook() {}

    static Seen at(About about, Account account) {
        String answered = about.need("status");
        List<Integer> statuses = numbers(answered);
        TargetGroup group = Balancers.named(about, account);
        Matcher matcher = group.matcher();
        if (matcher == null || matcher.httpCode() == null) {
            throw new NotSeenException("The health check of " + group.targetGroupName() + " ("
                    + group.healthCheckProtocolAsString() + ") does not look at HTTP statuses.");
        }
        String accepted = matcher.httpCode();
        String check = "The health check of " + group.targetGroupName() + " on " + group.healthCheckPath();
        long fitting = statuses.stream().filter(each -> accepts(accepted, each)).count();
        Seen seen = fitting == statuses.size()
                ? Seen.yes(check + " accepts " + accepted + ", and with it " + answered + ".")
                : Seen.no(check + " accepts " + accepted + " and not " + answered + ".");
        return seen.with("acceptedStatus", accepted).with("healthCheckPath", String.valueOf(group.healthCheckPath()));
    }

    private static List<Integer> numbers(String answered) {
        if (!answered.matches("\\d{3}(?:\\s*,\\s*\\d{3})*")) {
            throw new NotSeenException(answered + " is no HTTP status.");
        }
        return Stream.of(answered.split("\\s*,\\s*", -1)).map(Integer::valueOf).toList();
    }

    /** A matcher lists statuses and ranges, such as {@code 200,301-302}. */
    private static boolean accepts(String matcher, int status) {
        return Stream.of(matcher.split(",", -1)).map(String::strip).anyMatch(each -> {
            if (!each.matches("\\d{3}(?:-\\d{3})?")) {
                throw NotSeenException.absurd(Balancers.DESCRIBE_TARGET_GROUPS);
            }
            int last = Integer.parseInt(each.substring(each.length() - 3));
            return Integer.parseInt(each.substring(0, 3)) <= status && status <= last;
        });
    }
}
