/** End-to-end measurements against named references. */
@NullMarked
package io.stopcause.bench;

import org.jspecify.annotations.NullMarked;
