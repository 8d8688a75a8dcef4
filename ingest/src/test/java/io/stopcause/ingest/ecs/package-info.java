@NullMarked
package io.stopcause.ingest.ecs;

import org.jspecify.annotations.NullMarked;
