/** Which rules match a text or an event. Linear time only. */
@NullMarked
package io.stopcause.analyzer.match;

import org.jspecify.annotations.NullMarked;
