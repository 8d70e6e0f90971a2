/**
 * Distributionally robust expected-shortfall portfolios with certificates.
 *
 * <p>{@link io.aurora.domain.risk.DroSolver} answers a {@link io.aurora.domain.risk.DroProblem} by a primal-dual interior point whose Newton
 * steps reduce to one small matrix; {@link io.aurora.domain.risk.DroCertificateChecker} checks an answer in O(n d) without a solver, and {@link
 * io.aurora.domain.risk.AmbiguityRadius} sets eps by regime. Time comes in as a question the caller answers ({@link
 * io.aurora.domain.risk.DroLimits}); nothing here reads a clock, and the same input gives the same bits.
 */
package io.aurora.domain.risk;
