package io.aurora.domain.audit;

import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PartitionEvent.RowsImported;
import java.util.HashMap;
import java.util.Map;

/** The values that the events themselves add up to, kept as simply as can be: an audit must not lean on the table it audits. */
final class PlainTable {
    private final Map<QCell, Double> values = new HashMap<>();

    /** Where a value stands. */
    private record QCell(String state, String action) {}

    /** 0 before the first update. */
    double value(String state, String action) {
        return values.getOrDefault(new QCell(state, action), 0.0);
    }

    void apply(PartitionEvent event) {
        if (event instanceof FeedbackApplied applied) {
            values.put(new QCell(applied.state(), applied.action()), applied.newQ());
        } else if (event instanceof RowsImported imported) {
            for (QRow row : imported.rows()) {
                values.put(new QCell(row.state(), row.action()), row.q());
            }
        }
    }
}
