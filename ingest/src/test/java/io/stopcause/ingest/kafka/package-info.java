@NullMarked
package io.stopcause.ingest.kafka;

import org.jspecify.annotations.NullMarked;
