/**
 * The psi field: {@link io.aurora.actors.psi.PsiExchange} merges the nodes' sums into the field that is derived inside,
 * {@link io.aurora.actors.psi.PsiCache} keeps the field, from there or from outside, ready for decisions.
 */
package io.aurora.actors.psi;
