package io.aurora.inference.model;

/** A model of either kind, checked. */
public sealed interface Model permits StudentModel, RouterModel {
    ModelManifest manifest();
}
