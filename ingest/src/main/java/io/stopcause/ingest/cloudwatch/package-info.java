/** Reads log groups of CloudWatch Logs by polling. */
@NullMarked
package io.stopcause.ingest.cloudwatch;

import org.jspecify.annotations.NullMarked;
