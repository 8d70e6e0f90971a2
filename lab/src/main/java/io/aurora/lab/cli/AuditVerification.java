package io.aurora.lab.cli;

import io.aurora.domain.audit.ModelForecasts;
import io.aurora.domain.inference.ModelIds;
import io.aurora.lab.audit.Journal;
import io.aurora.lab.audit.JournalAudit;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit of several journals, as a verdict. */
final class AuditVerification {
    private final List<JournalAudit.Report> reports;

    private AuditVerification(List<JournalAudit.Report> reports) {
        this.reports = reports;
    }

    /** Audits the chosen journals, one after the other, with the trained models at hand. */
    static AuditVerification of(Journal journal, List<String> persistenceIds, ModelForecasts models, PrintWriter err) {
        List<JournalAudit.Report> reports = new ArrayList<>();
        try (Progress progress = Progress.start("audit", "events", -1L, err)) {
            JournalAudit audit = new JournalAudit(journal, models, progress::step);
            persistenceIds.forEach(id -> reports.add(audit.audit(id)));
        }
        return new AuditVerification(reports);
    }

    List<JournalAudit.Report> reports() {
        return reports;
    }

    boolean isGood() {
        return reports.stream().allMatch(report -> report.finding().isEmpty());
    }

    private long events() {
        return reports.stream().mapToLong(JournalAudit.Report::events).sum();
    }

    /** A line a journal, the first difference of each field by field, and the verdict. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (JournalAudit.Report report : reports) {
            text.append(report.persistenceId())
                    .append(": ")
                    .append(report.events())
                    .append(" events good");
            report.finding()
                    .ifPresentOrElse(
                            finding -> {
                                text.append(", event ")
                                        .append(finding.sequenceNr())
                                        .append(": ");
                                text.append(finding.kind().code()).append('\n');
                                finding.details()
                                        .forEach(line ->
                                                text.append("    ").append(line).append('\n'));
                            },
                            () -> text.append(", head ").append(report.head()).append('\n'));
        }
        reports.forEach(report -> report.takenAsRecorded()
                .forEach((models, decisions) -> text.append(taken(report.persistenceId(), models, decisions))));
        long findings =
                reports.stream().filter(report -> report.finding().isPresent()).count();
        text.append(reports.size()).append(" journals, ").append(events()).append(" events, ");
        return text.append(findings == 0 ? "no difference" : findings + " with a difference")
                .toString();
    }

    private static String taken(String persistenceId, ModelIds models, long decisions) {
        return persistenceId + ": " + decisions + " forecasts taken as recorded, their models are not at hand"
                + " (--student DIR, --router DIR): student " + models.student() + ", router " + models.router() + "\n";
    }

    Map<String, Object> json() {
        List<Object> journals = new ArrayList<>();
        for (JournalAudit.Report report : reports) {
            Map<String, Object> journal = new LinkedHashMap<>();
            journal.put("persistence_id", report.persistenceId());
            journal.put("events", report.events());
            journal.put("head", report.head());
            journal.put("digest", report.decisionDigest().orElse(null));
            journal.put(
                    "finding", report.finding().map(AuditVerification::shown).orElse(null));
            journal.put("taken_as_recorded", taken(report.takenAsRecorded()));
            journals.add(journal);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("good", isGood());
        json.put("events", events());
        json.put("journals", journals);
        return json;
    }

    private static List<Object> taken(Map<ModelIds, Long> byModels) {
        List<Object> taken = new ArrayList<>();
        byModels.forEach((models, decisions) ->
                taken.add(Map.of("student", models.student(), "router", models.router(), "decisions", decisions)));
        return taken;
    }

    private static Map<String, Object> shown(io.aurora.domain.audit.Finding finding) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("seq", finding.sequenceNr());
        shown.put("kind", finding.kind().code());
        shown.put("details", finding.details());
        return shown;
    }
}
