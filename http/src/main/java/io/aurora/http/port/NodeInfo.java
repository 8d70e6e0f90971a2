package io.aurora.http.port;

/**
 * What a node is, as it shows itself.
 *
 * @param name name or address of the node
 * @param profile profile in force where a symbol names none
 * @param version version of the program
 */
public record NodeInfo(String name, String profile, String version) {}
