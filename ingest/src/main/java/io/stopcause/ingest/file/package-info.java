/** Reads files, directories, gzip and standard input. */
@NullMarked
package io.stopcause.ingest.file;

import org.jspecify.annotations.NullMarked;
