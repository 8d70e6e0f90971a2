package io.aurora.inference.cuda;

/** What is given back without a checked exception; a second time does nothing. */
interface Resource extends AutoCloseable {
    @Override
    void close();
}
