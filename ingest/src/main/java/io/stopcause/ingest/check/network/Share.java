package io.stopcause.ingest.check.network;

import java.util.List;

/** How much of what was asked for a list of rules lets through. */
enum Share {
    ALL,
    SOME,
    NONE;

    /**
     * A rule of a security group or network ACL.
     *
     * @param permits lets through; else it drops
     * @param flow what it is about
     */
    record Rule(boolean permits, Flow flow) {}

    /** The first rule that a packet meets decides on it; what meets none is dropped. */
    static Share permitted(List<Flow> asked, List<Rule> rules) {
        boolean permitted = false;
        boolean dropped = false;
        List<Flow> left = asked;
        for (Rule rule : rules) {
            boolean met = left.stream().anyMatch(flow -> flow.common(rule.flow).isPresent());
            permitted |= met && rule.permits;
            dropped |= met && !rule.permits;
            left = left.stream().flatMap(flow -> flow.without(rule.flow)).toList();
        }
        dropped |= !left.isEmpty();
        if (permitted) {
            return dropped ? SOME : ALL;
        }
        return NONE;
    }
}
