package io.aurora.inference;

import java.util.Optional;

/**
 * Where the models of an engine are; a node finds them under the same paths as its fellows.
 *
 * @param student folder of the trained student; absent: EWMA forecaster
 * @param router folder of the trained router; absent: BIC router
 */
public record ModelFolders(Optional<String> student, Optional<String> router) {
    /** The built-in forecaster and router. */
    public static final ModelFolders BUILT_IN = new ModelFolders(Optional.empty(), Optional.empty());
}
