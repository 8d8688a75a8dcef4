@NullMarked
package io.stopcause.ingest.cloudwatch;

import org.jspecify.annotations.NullMarked;
