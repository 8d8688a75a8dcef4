@NullMarked
package io.stopcause.app.run;

import org.jspecify.annotations.NullMarked;
