/** All modules put together into one process that runs. */
@NullMarked
package io.stopcause.app.assembly;

import org.jspecify.annotations.NullMarked;
