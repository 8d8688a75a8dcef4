/** What stopcause has to be allowed, feature by feature, and not more. */
@NullMarked
package io.stopcause.ingest.install.rights;

import org.jspecify.annotations.NullMarked;
