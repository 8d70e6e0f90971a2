/**
 * Inference: engines behind one interface, and the worker actors that batch the requests of many symbols for them. A worker registers
 * with the receptionist; symbols reach it through a group router, on whatever node they are. The first engine is the built-in EWMA
 * forecaster; another one implements {@link io.aurora.inference.InferenceEngine} and changes no actor.
 */
package io.aurora.inference;
