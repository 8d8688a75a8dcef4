/** Look-ups about file systems that tasks mount. */
@NullMarked
package io.stopcause.ingest.check.storage;

import org.jspecify.annotations.NullMarked;
