package io.stopcause.app.timeline;

import io.stopcause.model.Scope;
import java.util.Optional;

/**
 * What a task is called by those who look for it.
 *
 * @param id the last part of its ARN
 * @param scope the service or family that it is of; absent where only its id was met
 * @param revision {@code family:revision}, where a state names it
 */
public record TaskName(String id, Optional<Scope> scope, Optional<String> revision) {}
