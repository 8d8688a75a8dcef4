/** Checks of secrets and parameters: whether they exist, and whether what is asked of them is in them. */
@NullMarked
package io.stopcause.ingest.check.secret;

import org.jspecify.annotations.NullMarked;
