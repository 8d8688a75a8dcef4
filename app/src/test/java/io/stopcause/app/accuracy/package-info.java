@NullMarked
package io.stopcause.app.accuracy;

import org.jspecify.annotations.NullMarked;
