/** What stopcause needs in an AWS account, as data, and what has to change for the account to be so. */
@NullMarked
package io.stopcause.ingest.install;

import org.jspecify.annotations.NullMarked;
