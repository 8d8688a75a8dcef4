/** Checks of IAM roles: whether they exist, who may assume them, and what they allow. */
@NullMarked
package io.stopcause.ingest.check.role;

import org.jspecify.annotations.NullMarked;
