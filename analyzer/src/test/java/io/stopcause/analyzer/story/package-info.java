@NullMarked
package io.stopcause.analyzer.story;

import org.jspecify.annotations.NullMarked;
