@NullMarked
package io.stopcause.ingest.check.service;

import org.jspecify.annotations.NullMarked;
