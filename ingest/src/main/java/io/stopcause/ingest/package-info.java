/** Everything that reads AWS or files. What is read goes to a {@link io.stopcause.ingest.Sink}, and is counted. */
@NullMarked
package io.stopcause.ingest;

import org.jspecify.annotations.NullMarked;
