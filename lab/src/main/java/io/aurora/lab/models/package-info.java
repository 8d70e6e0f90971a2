/** Models on files: seeded ones for benchmarks and tests. */
package io.aurora.lab.models;
