/** The configuration file: one strict reader that reports all problems together, and what a file may say. */
@NullMarked
package io.stopcause.app.config;

import org.jspecify.annotations.NullMarked;
