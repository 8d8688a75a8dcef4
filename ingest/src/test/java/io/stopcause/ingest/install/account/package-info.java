@NullMarked
package io.stopcause.ingest.install.account;

import org.jspecify.annotations.NullMarked;
