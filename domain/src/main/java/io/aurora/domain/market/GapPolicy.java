package io.aurora.domain.market;

/** What a missing grid step means for a symbol. */
public enum GapPolicy {
    /** Markets that never close: short gaps are filled by flat bars, a longer gap is a reset. */
    GRID,
    /** Markets with closing hours: gaps are counted, nothing is filled or reset. */
    SEQUENCE
}
