@NullMarked
package io.stopcause.ingest;

import org.jspecify.annotations.NullMarked;
