@NullMarked
package io.stopcause.ingest.check.network;

import org.jspecify.annotations.NullMarked;
