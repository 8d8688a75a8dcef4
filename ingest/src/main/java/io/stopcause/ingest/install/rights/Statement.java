package io.stopcause.ingest.install.rights;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One statement of an IAM policy: allows actions on resources.
 *
 * @param sid letters and digits
 * @param actions such as {@code sqs:ReceiveMessage}
 * @param resources ARNs, or {@code *}
 */
public record Statement(String sid, SortedSet<String> actions, List<String> resources) {

    public Statement {
        actions = new TreeSet<>(actions);
        resources = List.copyOf(resources);
    }

    static Statement of(String sid, Collection<String> actions, List<String> resources) {
        return new Statement(sid, new TreeSet<>(actions), resources);
    }
}
