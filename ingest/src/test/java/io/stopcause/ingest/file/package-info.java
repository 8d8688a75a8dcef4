@NullMarked
package io.stopcause.ingest.file;

import org.jspecify.annotations.NullMarked;
