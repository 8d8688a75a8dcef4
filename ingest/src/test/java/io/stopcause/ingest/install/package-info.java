@NullMarked
package io.stopcause.ingest.install;

import org.jspecify.annotations.NullMarked;
