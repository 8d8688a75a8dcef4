@NullMarked
package io.stopcause.app.dryrun;

import org.jspecify.annotations.NullMarked;
