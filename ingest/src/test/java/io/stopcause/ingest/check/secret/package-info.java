@NullMarked
package io.stopcause.ingest.check.secret;

import org.jspecify.annotations.NullMarked;
