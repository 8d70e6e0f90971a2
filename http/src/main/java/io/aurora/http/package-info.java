/**
 * The HTTP front: {@link io.aurora.http.Routes} builds the table of endpoints from its collaborators, {@link
 * io.aurora.http.HttpServer} binds it, tells where, and drains it at shutdown.
 */
package io.aurora.http;
