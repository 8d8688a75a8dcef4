@NullMarked
package io.stopcause.ingest.install.rights;

import org.jspecify.annotations.NullMarked;
