/**
 * Baskets: portfolios of live symbols that are kept up. One keeper in the cluster looks at the members and optimises; every node keeps a copy of what it
 * tells. Depends on {@code domain.portfolio} for all mathematics.
 */
package io.aurora.actors.basket;
