package io.stopcause.analyzer.story;

import io.stopcause.analyzer.match.Hit;
import io.stopcause.model.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A hit with what proves it.
 *
 * @param since when it began to hold
 * @param last the newest sign of it
 * @param hold present if it has to wait for what may take it back
 */
record Proven(Hit hit, Instant since, Instant last, List<Evidence.Item> evidence, Optional<Verdict.Hold> hold) {

    Proven {
        evidence = List.copyOf(evidence);
    }

    String cause() {
        return hit.rule().cause();
    }
}
