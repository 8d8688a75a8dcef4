/** The words that all modules share: what is read, what is decided, and how both look as JSON. */
@NullMarked
package io.stopcause.model;

import org.jspecify.annotations.NullMarked;
