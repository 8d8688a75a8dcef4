@NullMarked
package io.stopcause.ingest.format;

import org.jspecify.annotations.NullMarked;
