/**
 * Model files: a folder with {@code model.json} and {@code weights.safetensors}, named by its content. What is read has been checked in
 * full: hashes, feature schema, shapes, finite values; what is refused names file, field, value and rule.
 */
package io.aurora.inference.model;
