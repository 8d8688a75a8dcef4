/** The recorded evening, played through the whole pipeline. */
@NullMarked
package io.stopcause.app.demo;

import org.jspecify.annotations.NullMarked;
