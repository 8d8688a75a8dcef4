@NullMarked
package io.stopcause.analyzer.remedy;

import org.jspecify.annotations.NullMarked;
