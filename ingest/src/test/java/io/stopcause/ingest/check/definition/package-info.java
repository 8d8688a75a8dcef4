@NullMarked
package io.stopcause.ingest.check.definition;

import org.jspecify.annotations.NullMarked;
