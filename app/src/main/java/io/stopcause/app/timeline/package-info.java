/** One task followed through everything that was read of it. */
@NullMarked
package io.stopcause.app.timeline;

import org.jspecify.annotations.NullMarked;
