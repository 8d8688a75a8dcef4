@NullMarked
package io.stopcause.app.cli;

import org.jspecify.annotations.NullMarked;
