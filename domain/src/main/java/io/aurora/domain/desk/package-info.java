/** The desk: holds that act on every symbol of the cluster at once. */
package io.aurora.domain.desk;
