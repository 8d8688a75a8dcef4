package io.stopcause.ingest.check;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A question that can be answered by looking into the account.
 *
 * @param name as rules ask for it, such as {@code image-supports-platform}
 * @param asks the question in one sentence, for the documentation
 * @param actions the IAM actions that the look calls, and no others: {@link Account} refuses any that is not named here
 * @param look how it is answered
 */
public record Check(String name, String asks, Set<String> actions, Look look) {

    public Check {
        actions = Collections.unmodifiableSet(new TreeSet<>(actions));
    }
}
