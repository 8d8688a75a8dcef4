@NullMarked
package io.stopcause.ingest.check.role;

import org.jspecify.annotations.NullMarked;
