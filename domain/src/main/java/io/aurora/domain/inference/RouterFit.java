package io.aurora.domain.inference;

import java.util.Arrays;

/**
 * A refit of the BIC router: the returns it looks at, and which one it is.
 *
 * @param atReturn index of the last return since the reset, counted from 1
 * @param returns log returns, oldest first
 */
public record RouterFit(long atReturn, double[] returns) {
    @Override
    public boolean equals(Object other) {
        return other instanceof RouterFit that && atReturn == that.atReturn && Arrays.equals(returns, that.returns);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(atReturn) + Arrays.hashCode(returns);
    }

    @Override
    public String toString() {
        return "RouterFit[atReturn=" + atReturn + ", returns=" + returns.length + "]";
    }
}
