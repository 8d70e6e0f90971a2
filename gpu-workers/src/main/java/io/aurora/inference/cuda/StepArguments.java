package io.aurora.inference.cuda;

/**
 * What every kernel of a network is given besides its operations.
 *
 * @param weights packed
 * @param ops operations
 * @param in rows that come in
 * @param out rows that go out
 * @param scratch rows in between
 * @param program whose strides the rows have
 * @param rows how many
 */
record StepArguments(
        DeviceMemory weights,
        DeviceMemory ops,
        DeviceMemory in,
        DeviceMemory out,
        DeviceMemory scratch,
        Program program,
        int rows) {}
