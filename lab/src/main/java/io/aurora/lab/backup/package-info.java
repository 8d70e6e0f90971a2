/** Backups taken of running nodes. */
package io.aurora.lab.backup;
