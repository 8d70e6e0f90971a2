package io.aurora.inference.reload;

import io.aurora.domain.inference.ModelIds;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.protocol.InferenceProtocol;

/**
 * Models in force.
 *
 * @param folders where they are, on every node
 * @param ids what the folders hold
 * @param sinceMs when they were chosen, epoch milliseconds
 */
public record ModelsChosen(ModelFolders folders, ModelIds ids, long sinceMs) implements InferenceProtocol.Remote {}
