package io.stopcause.console.postmortem;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.stopcause.model.AwsConsole;
import io.stopcause.model.Evidence;
import io.stopcause.model.Ids;
import io.stopcause.model.Incident;
import io.stopcause.model.ServiceHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One incident as people read it, in the post-mortem and on the live page alike.
 *
 * @param anchor address inside a document
 * @param times what can be measured
 * @param proof the evidence, for and against
 * @param around further signs of trouble in the same scope while it lasted
 */
public record IncidentView(Incident incident, String anchor, Times times, Proof proof, List<Quote> around) {

    private static final Pattern SAFE = Pattern.compile("[0-9A-Za-z-]{1,64}");
    private static final int MOST_AROUND = 8;

    public IncidentView {
        around = List.copyOf(around);
    }

    /**
     * The evidence, each piece with an address of its own.
     *
     * @param unchecked what nobody looked at, and why
     */
    public record Proof(List<Quote> supporting, List<Quote> against, List<Quote> unchecked) {
        public Proof {
            supporting = List.copyOf(supporting);
            against = List.copyOf(against);
            unchecked = List.copyOf(unchecked);
        }

        @JsonIgnore
        public boolean isEmpty() {
            return supporting.isEmpty() && against.isEmpty() && unchecked.isEmpty();
        }
    }

    /** The view of an incident; {@code histories} may hold any scopes, and {@code told} be about any incidents. */
    public static IncidentView of(Incident incident, List<ServiceHistory> histories, List<Told> told) {
        String anchor = anchor(incident);
        Evidence evidence = incident.diagnosis().evidence();
        String region = incident.headline().scope().region();
        Proof proof = new Proof(
                quotes(anchor + "-for", evidence.supporting(), region),
                quotes(anchor + "-against", evidence.against(), region),
                quotes(anchor + "-unchecked", evidence.unchecked(), region));
        return new IncidentView(incident, anchor, Times.of(incident, told), proof, around(incident, anchor, histories));
    }

    /** The incident's id, or a harmless stand-in where the id could not stand in an address. */
    public static String key(Incident incident) {
        String id = incident.id();
        return SAFE.matcher(id).matches() ? id : Ids.of(id);
    }

    static String anchor(Incident incident) {
        return "incident-" + key(incident);
    }

    /** Where it is told: by itself, or by the one that it is part of. */
    String anchorAmong(List<IncidentView> shown) {
        return shown.stream()
                .filter(other -> incident.reach()
                        .joint()
                        .partOf()
                        .filter(other.incident.id()::equals)
                        .isPresent())
                .map(IncidentView::anchor)
                .findFirst()
                .orElse(anchor);
    }

    /** What the same source said again in the same words is counted, not repeated. */
    private static List<Quote> quotes(String prefix, List<Evidence.Item> items, String region) {
        Map<String, List<Evidence.Item>> alike = new LinkedHashMap<>();
        items.forEach(item -> alike.computeIfAbsent(item.source() + "\n" + item.text(), key -> new ArrayList<>())
                .add(item));
        List<Quote> quotes = new ArrayList<>();
        for (List<Evidence.Item> same : alike.values()) {
            Evidence.Item first = same.get(0);
            String anchor = prefix + "-" + (quotes.size() + 1);
            quotes.add(new Quote(
                    anchor,
                    first.time(),
                    first.source(),
                    first.place(),
                    first.text(),
                    same.size(),
                    console(first, region)));
        }
        return quotes;
    }

    private static Optional<String> console(Evidence.Item item, String region) {
        return AwsConsole.of(region).flatMap(console -> console.log(item.place(), item.time()));
    }

    private static List<Quote> around(Incident incident, String anchor, List<ServiceHistory> histories) {
        Map<String, List<ServiceHistory.Mark>> byText = new LinkedHashMap<>();
        histories.stream()
                .filter(history -> history.scope().equals(incident.headline().scope()))
                .flatMap(history -> history.marks().stream())
                .filter(mark -> mark.bad() && isDuring(incident.life(), mark) && !isTold(incident, mark))
                .forEach(mark -> byText.computeIfAbsent(mark.text(), text -> new ArrayList<>())
                        .add(mark));
        List<Quote> around = new ArrayList<>();
        byText.forEach((text, marks) -> {
            String address = anchor + "-around-" + (around.size() + 1);
            ServiceHistory.Mark first = marks.get(0);
            around.add(new Quote(
                    address, Optional.of(first.time()), first.kind(), "", text, marks.size(), Optional.empty()));
        });
        return around.subList(0, Math.min(MOST_AROUND, around.size()));
    }

    private static boolean isDuring(Incident.Life life, ServiceHistory.Mark mark) {
        return !mark.time().isBefore(life.firstSeen())
                && !mark.time().isAfter(life.resolvedAt().orElse(life.lastSeen()));
    }

    private static boolean isTold(Incident incident, ServiceHistory.Mark mark) {
        Evidence evidence = incident.diagnosis().evidence();
        Stream<String> proof = Stream.concat(evidence.supporting().stream(), evidence.against().stream())
                .map(Evidence.Item::text);
        Stream<String> symptoms = incident.reach().symptoms().stream().map(Incident.Symptom::text);
        return Stream.concat(proof, symptoms)
                .anyMatch(text -> text.strip().equals(mark.text().strip()));
    }
}
