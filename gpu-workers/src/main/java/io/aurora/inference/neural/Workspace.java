package io.aurora.inference.neural;

import io.aurora.domain.inference.InferenceRequest;
import java.util.Arrays;
import java.util.List;

/**
 * Buffers of one batch, kept from batch to batch and grown where one needs more. Rows stand in the order of how many bars they have to
 * rerun, most first, so that the rows of every step of a rerun stand together. Not thread-safe.
 */
final class Workspace {
    private static final int INDEX_BITS = 32;

    private long[] keys = new long[0];
    private int[] requestAt = new int[0];
    private int[] rowOf = new int[0];
    private float[] x = new float[0];
    private float[] state = new float[0];
    private float[] law = new float[0];
    private float[] classes = new float[0];

    /** Gives each request its row. */
    void order(List<InferenceRequest> batch) {
        int rows = batch.size();
        if (keys.length < rows) {
            keys = new long[rows];
            requestAt = new int[rows];
            rowOf = new int[rows];
        }
        for (int i = 0; i < rows; i++) {
            long reruns = batch.get(i).recurrent().since().size();
            keys[i] = (-reruns << INDEX_BITS) + i;
        }
        Arrays.sort(keys, 0, rows);
        for (int row = 0; row < rows; row++) {
            requestAt[row] = (int) keys[row];
            rowOf[requestAt[row]] = row;
        }
    }

    /** Which request of the batch a row belongs to. */
    int requestAt(int row) {
        return requestAt[row];
    }

    int rowOf(int request) {
        return rowOf[request];
    }

    /** Standardised features, at least so many values. */
    float[] x(int length) {
        x = atLeast(x, length);
        return x;
    }

    /** Recurrent states. */
    float[] state(int length) {
        state = atLeast(state, length);
        return state;
    }

    /** Outputs of a student. */
    float[] law(int length) {
        law = atLeast(law, length);
        return law;
    }

    /** Outputs of a router. */
    float[] classes(int length) {
        classes = atLeast(classes, length);
        return classes;
    }

    private static float[] atLeast(float[] buffer, int length) {
        return buffer.length >= length ? buffer : new float[length];
    }
}
