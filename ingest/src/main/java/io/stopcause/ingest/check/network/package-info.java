/** Look-ups that need a model of the VPC: whether packets get from a task to a service and back, and which hop fails. */
@NullMarked
package io.stopcause.ingest.check.network;

import org.jspecify.annotations.NullMarked;
