@NullMarked
package io.stopcause.ingest.check;

import org.jspecify.annotations.NullMarked;
