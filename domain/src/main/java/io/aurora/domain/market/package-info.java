/**
 * What comes in: bars, the symbols they belong to, and the policies for bars that are missing.
 */
package io.aurora.domain.market;
