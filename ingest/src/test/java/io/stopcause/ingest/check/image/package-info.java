@NullMarked
package io.stopcause.ingest.check.image;

import org.jspecify.annotations.NullMarked;
