@NullMarked
package io.stopcause.ingest.check.balancer;

import org.jspecify.annotations.NullMarked;
