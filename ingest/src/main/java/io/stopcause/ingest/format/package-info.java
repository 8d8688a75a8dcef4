/**
 * Recognises what AWS, its command line and its log shippers write, by content and not by name. The list of formats is
 * {@link io.stopcause.ingest.format.Formats}.
 */
@NullMarked
package io.stopcause.ingest.format;

import org.jspecify.annotations.NullMarked;
