package io.stopcause.console.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;

/**
 * The picture of what happened, to scale.
 *
 * @param period what the axis spans
 * @param axis round moments
 * @param groups one for each scope in which something went wrong, in the order of their keys
 * @param quiet scopes left out because nothing went wrong in them
 */
public record Timeline(Period period, List<AxisMark> axis, List<Group> groups, Quiet quiet) {

    public Timeline {
        axis = List.copyOf(axis);
        groups = List.copyOf(groups);
    }

    /**
     * The lanes of one scope.
     *
     * @param place account, Region and cluster as far as known
     */
    public record Group(String name, String place, List<Lane> lanes) {
        public Group {
            lanes = List.copyOf(lanes);
        }
    }

    /** What is only counted: scopes without trouble, and their tasks. */
    public record Quiet(int scopes, int tasks) {}

    @JsonIgnore
    public boolean isEmpty() {
        return groups.isEmpty();
    }
}
