/**
 * One event-sourced actor per symbol and the way in from outside: {@link io.aurora.actors.symbol.Symbols} answers on whichever node
 * the symbol lives.
 */
package io.aurora.actors.symbol;
