/** Looks at services: how they are deployed, found and executed into. */
@NullMarked
package io.stopcause.ingest.check.service;

import org.jspecify.annotations.NullMarked;
