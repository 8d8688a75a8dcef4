@NullMarked
package io.stopcause.ingest.kinesis;

import org.jspecify.annotations.NullMarked;
