/**
 * The database: H2 in a file or PostgreSQL. {@link io.aurora.persistence.store.Store} opens it, brings its schema up to this program's
 * version, and lends connections; {@link io.aurora.persistence.store.StoreConfig} makes Akka Persistence use the same connections.
 * What cannot be used is told by a {@link io.aurora.persistence.store.StoreException} that names the setting.
 */
package io.aurora.persistence.store;
