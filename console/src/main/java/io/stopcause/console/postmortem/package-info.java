/** The post-mortem as pure data: what happened, how it was measured, and in which order; no clock, no markup. */
@NullMarked
package io.stopcause.console.postmortem;

import org.jspecify.annotations.NullMarked;
