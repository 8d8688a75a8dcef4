/** What a task definition alone tells before it is deployed: failures that are certain, and what nobody would see. */
@NullMarked
package io.stopcause.analyzer.preflight;

import org.jspecify.annotations.NullMarked;
