package io.stopcause.ingest;

/**
 * What the intakes of one source have in common.
 *
 * @param lines that were met
 * @param events that were met
 * @param traffic counts them
 */
public record Company(Recent lines, Recent events, Traffic traffic) {

    /** One of its own, for a source with a single intake. */
    public static Company alone(Traffic traffic) {
        return new Company(new Recent(Intake.REMEMBERED), new Recent(Intake.REMEMBERED), traffic);
    }

    /** The same, with a memory of its own for lines. */
    public Company withOwnLines() {
        return new Company(new Recent(Intake.REMEMBERED), events, traffic);
    }
}
