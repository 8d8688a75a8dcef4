/** Histories of ECS made from seeds: healthy ones, and failing ones whose cause is known. */
@NullMarked
package io.stopcause.analyzer.history;

import org.jspecify.annotations.NullMarked;
