/** History as it would have been told: the decisions of the notifier in the time of the records, with nobody to send to. */
@NullMarked
package io.stopcause.app.dryrun;

import org.jspecify.annotations.NullMarked;
