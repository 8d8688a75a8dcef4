@NullMarked
package io.stopcause.ingest.check.resource;

import org.jspecify.annotations.NullMarked;
