/**
 * The endpoints: one class per resource, which reads a call, asks a port and maps the answer to its wire form. The mapping of a
 * resource stands in one class; failures are thrown and mapped at the edge.
 */
package io.aurora.http.resource;
