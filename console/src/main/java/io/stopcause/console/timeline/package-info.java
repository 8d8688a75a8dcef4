/** The timeline to scale as pure data: lanes with bars, spans and marks on one axis of time. */
@NullMarked
package io.stopcause.console.timeline;

import org.jspecify.annotations.NullMarked;
