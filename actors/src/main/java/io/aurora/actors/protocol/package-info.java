/** Messages of the actors: what may cross a node, and what their askers get. */
package io.aurora.actors.protocol;
