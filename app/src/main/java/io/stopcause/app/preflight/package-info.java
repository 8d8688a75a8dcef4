/** Task definitions in files: as the API, Terraform and CloudFormation write them, each value with its line. */
@NullMarked
package io.stopcause.app.preflight;

import org.jspecify.annotations.NullMarked;
