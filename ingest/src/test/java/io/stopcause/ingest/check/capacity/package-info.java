@NullMarked
package io.stopcause.ingest.check.capacity;

import org.jspecify.annotations.NullMarked;
