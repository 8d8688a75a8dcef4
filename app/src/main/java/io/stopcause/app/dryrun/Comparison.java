package io.stopcause.app.dryrun;

import io.stopcause.model.Incident;
import io.stopcause.model.Notification.Kind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Two courses of one history beside each other.
 *
 * @param before the base
 * @param now what is to replace it
 * @param pages those that one side alone has, and those that both have at other times
 * @param incidents the same of incidents
 * @param days ordered; every day on which somebody would have been told
 * @param rules ordered by id; every rule that decided an incident or a page
 */
public record Comparison(Side before, Side now, Pages pages, Incidents incidents, List<Day> days, List<OfRule> rules) {

    public Comparison {
        days = List.copyOf(days);
        rules = List.copyOf(rules);
    }

    /**
     * One of the two.
     *
     * @param name for a person
     * @param messages all of them, updates and ends included
     */
    public record Side(String name, String ruleSet, int incidents, int pages, int nightPages, int messages) {}

    /** Pages that one side alone has, and those that come at another time. */
    public record Pages(List<Page> gained, List<Page> lost, List<Moved> moved) {

        public Pages {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            moved = List.copyOf(moved);
        }
    }

    /** The same page at another time. */
    public record Moved(Page before, Page now) {}

    /** Incidents that one side alone has, and those of another cause. */
    public record Incidents(List<Change> gained, List<Change> lost, List<Change> changed) {

        public Incidents {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
            changed = List.copyOf(changed);
        }
    }

    /**
     * An incident that is other than it was.
     *
     * @param before its cause in the base, if it is there
     * @param now its cause in the new course, if it is there
     * @param followed what became of it
     */
    public record Change(
            Instant since,
            String id,
            String title,
            Optional<String> before,
            Optional<String> now,
            String rule,
            String followed) {}

    /** Pages of one day. */
    public record Day(LocalDate day, int before, int beforeAtNight, int now, int nowAtNight) {}

    /** What one rule decided. */
    public record OfRule(String rule, int pagesBefore, int pagesNow, int incidentsBefore, int incidentsNow) {}

    /** Compares; the names are for a person. */
    public static Comparison of(String baseName, Course base, String newName, Course course, Night night) {
        List<Page> before = pages(base, night);
        List<Page> now = pages(course, night);
        Pairing pairing = Pairing.of(base.known().values(), course.known().values());
        return new Comparison(
                side(baseName, base, before),
                side(newName, course, now),
                compare(before, now, pairing),
                incidents(base, course, pairing),
                days(before, now, night),
                rules(base, before, course, now));
    }

    private static List<Page> pages(Course course, Night night) {
        return course.sent().stream()
                .filter(sent -> sent.kind() == Kind.OPENED)
                .map(sent -> Page.of(sent, course, night))
                .toList();
    }

    private static Side side(String name, Course course, List<Page> pages) {
        int atNight = (int) pages.stream().filter(Page::night).count();
        return new Side(
                name,
                course.ruleSet(),
                course.analysis().incidents().size(),
                pages.size(),
                atNight,
                course.sent().size());
    }

    private static Pages compare(List<Page> before, List<Page> now, Pairing pairing) {
        List<Page> lost = new ArrayList<>();
        List<Moved> moved = new ArrayList<>();
        List<Page> left = new ArrayList<>(now);
        for (Page page : before) {
            Optional<Page> same =
                    left.stream().filter(each -> pairing.isSame(page, each)).findFirst();
            same.ifPresent(left::remove);
            same.filter(each -> !each.time().equals(page.time())).ifPresent(each -> moved.add(new Moved(page, each)));
            if (same.isEmpty()) {
                lost.add(page);
            }
        }
        return new Pages(left, lost, moved);
    }

    private static Incidents incidents(Course base, Course course, Pairing pairing) {
        List<Change> lost = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        for (Incident before : base.analysis().incidents()) {
            Optional<Incident> now = Optional.ofNullable(pairing.toNow().get(before.id()))
                    .flatMap(id -> Optional.ofNullable(course.known().get(id)));
            Change change = change(before, Optional.of(before), now, base);
            if (now.isEmpty()) {
                lost.add(change);
            } else if (!change.before().equals(change.now())) {
                changed.add(change);
            }
        }
        Set<String> paired = new HashSet<>(pairing.toNow().values());
        List<Change> gained = course.analysis().incidents().stream()
                .filter(now -> !paired.contains(now.id()))
                .map(now -> change(now, Optional.empty(), Optional.of(now), course))
                .toList();
        return new Incidents(gained, lost, changed);
    }

    private static Change change(Incident shown, Optional<Incident> before, Optional<Incident> now, Course course) {
        return new Change(
                shown.life().firstSeen(),
                shown.id(),
                shown.headline().title(),
                before.map(each -> each.diagnosis().cause()),
                now.map(each -> each.diagnosis().cause()),
                now.or(() -> before).orElseThrow().diagnosis().origin().rule(),
                Page.followed(shown, course));
    }

    private static List<Day> days(List<Page> before, List<Page> now, Night night) {
        SortedSet<LocalDate> days = new TreeSet<>();
        before.forEach(page -> days.add(night.day(page.time())));
        now.forEach(page -> days.add(night.day(page.time())));
        return days.stream()
                .map(day -> new Day(
                        day,
                        count(before, day, night, false),
                        count(before, day, night, true),
                        count(now, day, night, false),
                        count(now, day, night, true)))
                .toList();
    }

    private static int count(List<Page> pages, LocalDate day, Night night, boolean atNight) {
        return (int) pages.stream()
                .filter(page -> night.day(page.time()).equals(day))
                .filter(page -> !atNight || page.night())
                .count();
    }

    private static List<OfRule> rules(Course base, List<Page> before, Course course, List<Page> now) {
        SortedMap<String, int[]> counts = new TreeMap<>();
        before.forEach(page -> counts.computeIfAbsent(page.rule(), rule -> new int[4])[0]++);
        now.forEach(page -> counts.computeIfAbsent(page.rule(), rule -> new int[4])[1]++);
        base.analysis().incidents().forEach(each -> counts.computeIfAbsent(rule(each), rule -> new int[4])[2]++);
        course.analysis().incidents().forEach(each -> counts.computeIfAbsent(rule(each), rule -> new int[4])[3]++);
        return counts.entrySet().stream()
                .map(each -> new OfRule(
                        each.getKey(), each.getValue()[0], each.getValue()[1], each.getValue()[2], each.getValue()[3]))
                .toList();
    }

    private static String rule(Incident incident) {
        return incident.diagnosis().origin().rule();
    }
}
