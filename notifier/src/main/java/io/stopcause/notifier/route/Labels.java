package io.stopcause.notifier.route;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The labels of an incident, which matchers look at. A label that an incident does not have is empty. */
public final class Labels {

    /** Its id. */
    public static final String INCIDENT = "incident";

    /** All label names. */
    public static final Set<String> NAMES = Set.of(
            INCIDENT,
            "severity",
            "cause",
            "state",
            "verified",
            "rule",
            "account",
            "region",
            "cluster",
            "service",
            "family",
            "logGroup");

    private Labels() {}

    public static Map<String, String> of(Incident incident) {
        Scope scope = incident.headline().scope();
        Map<String, String> labels = new TreeMap<>();
        labels.put(INCIDENT, incident.id());
        labels.put("severity", incident.headline().severity().wire());
        labels.put("cause", incident.diagnosis().cause());
        labels.put("state", incident.life().state().wire());
        labels.put("verified", incident.diagnosis().verified().wire());
        labels.put("rule", incident.diagnosis().origin().rule());
        labels.put("account", scope.account());
        labels.put("region", scope.region());
        scope.cluster().ifPresent(name -> labels.put("cluster", name));
        scope.service().ifPresent(name -> labels.put("service", name));
        scope.family().ifPresent(name -> labels.put("family", name));
        scope.logGroup().ifPresent(name -> labels.put("logGroup", name));
        return labels;
    }
}
