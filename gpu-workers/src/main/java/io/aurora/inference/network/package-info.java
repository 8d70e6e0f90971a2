/**
 * The networks of AURORA as every engine sees them: shapes, weights, the arithmetic that gives the same bits everywhere
 * ({@code docs/inference-arithmetic.md}), and what a device must do with them.
 */
package io.aurora.inference.network;
