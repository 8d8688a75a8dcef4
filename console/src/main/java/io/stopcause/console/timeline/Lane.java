package io.stopcause.console.timeline;

import io.stopcause.model.ServiceHistory.Outcome;
import io.stopcause.model.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One strip of the picture with a label before it. */
public sealed interface Lane {

    /** What the strip shows. */
    String label();

    /** By what people choose which lanes they see: {@code incident}, {@code task}, or a kind of mark. */
    String kind();

    /** How many of it, in words; may be empty. */
    String note();

    /**
     * How long one or several incidents lasted.
     *
     * @param link anchor of the incident, if it is a single one
     */
    record Incidents(String label, String note, Optional<String> link, List<Stretch> stretches) implements Lane {
        public Incidents {
            stretches = List.copyOf(stretches);
        }

        @Override
        public String kind() {
            return "incident";
        }
    }

    /**
     * Tasks as bars, in as few rows as they fit.
     *
     * @param rows bars of one row never overlap
     */
    record Tasks(String label, String note, List<List<Bar>> rows) implements Lane {
        public Tasks {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public String kind() {
            return "task";
        }
    }

    /**
     * More tasks than can be told apart: how many ran, and how many failed, from one part of the period to the next.
     *
     * @param peak the highest count of a bucket
     */
    record Density(String label, String note, int peak, List<Bucket> buckets) implements Lane {
        public Density {
            buckets = List.copyOf(buckets);
        }

        @Override
        public String kind() {
            return "task";
        }
    }

    /**
     * How much a log said, as areas one before the other.
     *
     * @param areas the largest first
     */
    record Rate(String label, String note, List<Area> areas) implements Lane {
        public Rate {
            areas = List.copyOf(areas);
        }

        @Override
        public String kind() {
            return "rate";
        }
    }

    /**
     * An area of a rate.
     *
     * @param what {@code lines} or {@code errors}
     * @param outline a path, the period being 10,000 wide and the strip 30 high
     */
    record Area(String what, String outline) {}

    /**
     * Moments of one kind.
     *
     * @param kind as {@link MarkKind#wire()}
     * @param points as they are drawn
     * @param each every moment by itself, for a closer look; empty where the points are that already
     */
    record Marks(String label, String note, String kind, List<Point> points, List<Point> each) implements Lane {
        public Marks {
            points = List.copyOf(points);
            each = List.copyOf(each);
        }
    }

    /**
     * The life of one incident.
     *
     * @param seen first sign
     * @param opened when it could be told
     * @param end resolved, or the end of the picture
     * @param open whether it still lasts
     */
    record Stretch(
            Instant seen,
            Instant opened,
            Instant end,
            boolean open,
            Severity severity,
            String title,
            Optional<String> link) {}

    /**
     * The life of one task.
     *
     * @param started when its containers ran; the end, if they never did
     * @param end when it stopped, or the end of the picture
     * @param link anchor of what is told about its end
     */
    record Bar(Instant created, Instant started, Instant end, Outcome outcome, String title, Optional<String> link) {}

    /**
     * One part of a density strip.
     *
     * @param alive tasks that lived in it
     * @param failed tasks that failed in it
     */
    record Bucket(Instant from, Instant to, int alive, int failed) {}

    /**
     * A moment, or several that lie too close to be told apart.
     *
     * @param count how many
     */
    record Point(Instant time, boolean bad, int count, String title, Optional<String> link) {}
}
