/** Asks ECS for what no event has told. */
@NullMarked
package io.stopcause.ingest.ecs;

import org.jspecify.annotations.NullMarked;
