package io.stopcause.ingest.check.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether packets get from one place to another and their answers back. */
sealed interface Way {

    /**
     * They do.
     *
     * @param hops what they pass, in order, with the ids
     */
    record Open(List<String> hops) implements Way {
        public Open {
            hops = List.copyOf(hops);
        }
    }

    /**
     * They do not.
     *
     * @param hop which hop fails, with its id
     * @param mend what would mend it
     */
    record Closed(String hop, String mend) implements Way {}

    /**
     * It cannot be said.
     *
     * @param reason what is not known, or was seen and is not understood
     */
    record Unclear(String reason) implements Way {}

    static Way open(String... hops) {
        return new Open(List.of(hops));
    }

    /** All hops one after the other. One that is closed closes the way, whatever is unclear. */
    static Way through(List<Way> hops) {
        List<String> passed = new ArrayList<>();
        for (Way hop : hops) {
            if (hop instanceof Open open) {
                passed.addAll(open.hops);
            }
        }
        return first(hops, Closed.class).or(() -> first(hops, Unclear.class)).orElseGet(() -> new Open(passed));
    }

    /** One of several, and it is not known which: clear only where all are alike. */
    static Way whicheverOf(List<Way> ways) {
        Optional<Way> closed = first(ways, Closed.class);
        Optional<Way> open = first(ways, Open.class);
        Optional<Way> unclear = first(ways, Unclear.class);
        if (unclear.isEmpty() && open.isPresent() != closed.isPresent()) {
            return ways.get(0);
        }
        if (open.isPresent() && closed.isPresent()) {
            return new Unclear("it depends on the address: "
                    + String.join(", ", ((Open) open.get()).hops) + " lets through, but "
                    + ((Closed) closed.get()).hop);
        }
        return unclear.orElseGet(() -> new Unclear("nothing was found that leads there"));
    }

    private static Optional<Way> first(List<Way> ways, Class<? extends Way> kind) {
        return ways.stream().filter(kind::isInstance).findFirst();
    }
}
