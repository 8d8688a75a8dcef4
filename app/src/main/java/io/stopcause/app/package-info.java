/** The only main(), and what puts all modules together. */
@NullMarked
package io.stopcause.app;

import org.jspecify.annotations.NullMarked;
