package io.stopcause.console.live;

import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is wrong now and what was lately, in memory. Safe for use by several threads; readers get snapshots. Beyond
 * {@value #MOST} incidents those resolved longest ago are forgotten here (not in Kafka), and beyond as many findings the
 * ones longest not seen.
 */
public final class IncidentBoard {

    /** How many incidents, and how many findings, are kept. */
    public static final int MOST = 5000;

    private static final int SLACK = 500;
    private static final Comparator<Incident> FORGET_FIRST = Comparator.comparing(
                    (Incident incident) -> !incident.isResolved())
            .thenComparing(incident -> incident.life().lastSeen())
            .thenComparing(Incident::id);

    private final Map<String, Incident> incidents = new TreeMap<>();
    private final Map<String, Finding> findings = new TreeMap<>();
    private final Map<String, ServiceHistory> histories = new TreeMap<>();
    private final Ledger ledger = new Ledger();
    private long version;
    private Snapshot latest = new Snapshot(0, List.of(), List.of(), List.of());

    /**
     * The board at one moment.
     *
     * @param version grows with every change
     * @param incidents by id
     * @param findings by id
     * @param histories by scope
     */
    public record Snapshot(
            long version, List<Incident> incidents, List<Finding> findings, List<ServiceHistory> histories) {

        /** Without what was over, or last seen, before that time. */
        Snapshot since(Instant time) {
            return new Snapshot(
                    version,
                    incidents.stream()
                            .filter(incident -> incident.life()
                                    .resolvedAt()
                                    .filter(end -> end.isBefore(time))
                                    .isEmpty())
                            .toList(),
                    findings.stream()
                            .filter(finding -> !finding.seen().last().isBefore(time))
                            .toList(),
                    histories);
        }
    }

    /** Takes a value, or with none forgets it: what a record of a compacted topic means. A canary's is never taken. */
    public synchronized void incident(String key, Optional<Incident> value) {
        value.filter(incident -> incident.headline().scope().isCanary())
                .ifPresent(incident -> ledger.canary(incident.life().lastSeen()));
        change(incidents, key, value.filter(incident -> !incident.headline()
                .scope()
                .isCanary()));
        forget(incidents, FORGET_FIRST);
    }

    public synchronized void finding(String key, Optional<Finding> value) {
        change(findings, key, value);
        forget(
                findings,
                Comparator.comparing((Finding finding) -> finding.seen().last()).thenComparing(Finding::id));
    }

    public synchronized void history(String key, Optional<ServiceHistory> value) {
        change(histories, key, value.filter(history -> !history.scope().isCanary()));
    }

    /** What was noted beside the incidents. */
    public Ledger ledger() {
        return ledger;
    }

    /** What is known now; the same object until something changes. */
    public synchronized Snapshot snapshot() {
        if (latest.version() != version) {
            latest = new Snapshot(
                    version,
                    List.copyOf(incidents.values()),
                    List.copyOf(findings.values()),
                    List.copyOf(histories.values()));
        }
        return latest;
    }

    private <T> void change(Map<String, T> map, String key, Optional<T> value) {
        value.ifPresentOrElse(present -> map.put(key, present), () -> map.remove(key));
        version++;
    }

    /** Forgets by the hundred, so that a full board does not sort itself at every record. */
    private static <T> void forget(Map<String, T> map, Comparator<T> order) {
        if (map.size() < MOST + SLACK) {
            return;
        }
        Map<String, T> copy = new LinkedHashMap<>(map);
        copy.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(order))
                .limit((long) copy.size() - MOST)
                .forEach(entry -> map.remove(entry.getKey()));
    }
}
