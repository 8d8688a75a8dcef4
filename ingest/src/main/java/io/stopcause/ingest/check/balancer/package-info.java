/** Look-ups about load balancers, their target groups and listeners. */
@NullMarked
package io.stopcause.ingest.check.balancer;

import org.jspecify.annotations.NullMarked;
