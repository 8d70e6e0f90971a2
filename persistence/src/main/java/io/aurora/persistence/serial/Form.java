package io.aurora.persistence.serial;

/**
 * One stored layout of one type.
 *
 * @param <T> what is stored
 */
interface Form<T> {
    String type();

    int version();

    void write(WireOut to, T value);

    T read(WireIn from);

    default String manifest() {
        return type() + ":" + version();
    }
}
