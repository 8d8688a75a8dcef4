@NullMarked
package io.stopcause.app.replay;

import org.jspecify.annotations.NullMarked;
