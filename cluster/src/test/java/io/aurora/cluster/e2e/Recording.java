package io.aurora.cluster.e2e;

import io.aurora.domain.audit.Finding;
import io.aurora.domain.audit.SymbolAudit;
import io.aurora.domain.symbol.DecisionDigest;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.journal.JournalLine;
import io.aurora.persistence.journal.JournalRow;
import io.aurora.persistence.serial.StoredForms;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The stored events of one symbol, as a running node gives them out. */
record Recording(String persistenceId, List<JournalRow> rows) {
    static Recording of(NodeProcess node, String symbol) {
        HttpResponse<String> response = node.get("/symbols/" + symbol + "/journal");
        if (response.statusCode() != 200) {
            throw new IllegalStateException("no journal: " + response.statusCode() + " " + response.body());
        }
        List<JournalRow> rows = new ArrayList<>();
        for (String line : response.body().split("\n")) {
            rows.add(JournalLine.parse(line, rows.size() + 1L));
        }
        return new Recording(PersistenceIds.symbol(symbol), rows);
    }

    List<SymbolEvent> events() {
        return rows.stream().map(row -> ((RecordedEvent) row.decoded()).event()).toList();
    }

    <T extends SymbolEvent> List<T> events(Class<T> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    DecisionDigest digest() {
        DecisionDigest digest = new DecisionDigest();
        events(SymbolEvent.BarDecided.class).forEach(digest::add);
        return digest;
    }

    /** Start of the bar that each event number decided on. */
    Map<Long, Long> barBySeq() {
        Map<Long, Long> bars = new TreeMap<>();
        for (JournalRow row : rows) {
            if (((RecordedEvent) row.decoded()).event() instanceof SymbolEvent.BarDecided decided) {
                bars.put(row.sequenceNr(), decided.inputs().bar().tsMs());
            }
        }
        return bars;
    }

    /** What an audit says against it: stored form, numbers, chain, derivation. */
    Optional<Finding> finding() {
        return finding(new SymbolAudit(persistenceId));
    }

    /** What that audit says. */
    Optional<Finding> finding(SymbolAudit audit) {
        for (JournalRow row : rows) {
            RecordedEvent recorded = (RecordedEvent) row.decoded();
            if (!Arrays.equals(row.payload(), StoredForms.toBytes(recorded))) {
                return Optional.of(new Finding(
                        row.sequenceNr(), Finding.Kind.UNREADABLE, List.of("stored bytes are not the event's own")));
            }
            Optional<Finding> finding = audit.next(row.sequenceNr(), recorded);
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }
}
