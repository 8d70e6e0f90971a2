/**
 * Parameters of the online certification as records: what the settings of a profile become before any algorithm sees them. Each record checks
 * its ranges and cross-field rules when it is made, so that a profile that exists is a valid one.
 */
package io.aurora.domain.settings;
