/**
 * Answers the analyzer's questions about the account, by calls that read and never change. {@link
 * io.stopcause.ingest.check.Checks} lists what can be asked.
 */
@NullMarked
package io.stopcause.ingest.check;

import org.jspecify.annotations.NullMarked;
