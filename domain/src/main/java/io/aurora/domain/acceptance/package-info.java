/**
 * The verdict on a symbol: its acceptance state with the moves between the states, and the guards whose violations lead there.
 */
package io.aurora.domain.acceptance;
