/** Brings an installation into an AWS account and takes it out again. */
@NullMarked
package io.stopcause.ingest.install.account;

import org.jspecify.annotations.NullMarked;
