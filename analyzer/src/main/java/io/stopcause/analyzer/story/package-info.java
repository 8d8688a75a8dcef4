/** Task stories: what is known about one task, and the verdict that follows from it. */
@NullMarked
package io.stopcause.analyzer.story;

import org.jspecify.annotations.NullMarked;
