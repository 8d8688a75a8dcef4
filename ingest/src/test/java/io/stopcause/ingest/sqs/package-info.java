@NullMarked
package io.stopcause.ingest.sqs;

import org.jspecify.annotations.NullMarked;
