@NullMarked
package io.stopcause.app.assembly;

import org.jspecify.annotations.NullMarked;
