/** Stands in for a package that newer versions of Jackson no longer have. */
@NullMarked
package com.fasterxml.jackson.core.io.doubleparser;

import org.jspecify.annotations.NullMarked;
