/** The command line: one class for each command, each thin over what it starts. */
@NullMarked
package io.stopcause.app.cli;

import org.jspecify.annotations.NullMarked;
