/** How often the rules are right on texts whose cause is known. */
@NullMarked
package io.stopcause.app.accuracy;

import org.jspecify.annotations.NullMarked;
