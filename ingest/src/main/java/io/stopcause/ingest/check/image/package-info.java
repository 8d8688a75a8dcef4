/** Checks that look into registries: what an image is built for, and whether it is there. */
@NullMarked
package io.stopcause.ingest.check.image;

import org.jspecify.annotations.NullMarked;
