package io.stopcause.notifier.receiver.email;

import io.stopcause.model.Incident;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The incident over time as a small picture: how long it lasted, when tasks failed, when consequences came. It holds no
 * letters, since a server has no fonts to write them with; they stand below it in the mail.
 */
final class Timeline {

    /** Shown at half the size, so that it is sharp on a phone. */
    private static final int WIDTH = 1184;

    private static final int ROW = 36;
    private static final int GAP = 12;
    private static final int TICK = 8;
    private static final int PARTS = 4;

    static final int WHITE = 0xFFFFFF;
    static final int GRID = 0xD9DDE3;
    static final int LANE = 0xF1F3F5;
    static final int BEFORE = 0xF2C6C2;
    static final int FAILING = 0xB3261E;
    static final int TASK = 0x1D2430;
    static final int CONSEQUENCE = 0xD98200;
    static final int OVER = 0x1A7F37;

    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Incident incident;
    private final Instant from;
    private final Duration length;
    private final BufferedImage image;

    private Timeline(Incident incident) {
        Instant begin = incident.life().firstSeen();
        Instant end = incident.life().resolvedAt().orElse(incident.life().lastSeen());
        Duration span = Duration.between(begin, end);
        Duration shown = span.compareTo(Duration.ofMinutes(1)) < 0 ? Duration.ofMinutes(1) : span;
        Duration margin = shown.dividedBy(20);
        this.incident = incident;
        this.from = begin.minus(margin);
        this.length = shown.plus(margin.multipliedBy(2));
        this.image = new BufferedImage(WIDTH, height(), BufferedImage.TYPE_INT_RGB);
    }

    /** Empty where nothing happened in between that could be shown. */
    static Optional<Timeline> of(Incident incident) {
        boolean eventful = incident.isResolved()
                || incident.reach().tasks().size() > 1
                || !incident.reach().symptoms().isEmpty();
        if (!eventful) {
            return Optional.empty();
        }
        Timeline timeline = new Timeline(incident);
        timeline.draw();
        return Optional.of(timeline);
    }

    int shownWidth() {
        return WIDTH / 2;
    }

    /** The times at the left and right edge, in UTC. */
    List<String> edges() {
        return List.of(LABEL.format(from), LABEL.format(from.plus(length)));
    }

    boolean hasConsequences() {
        return !incident.reach().symptoms().isEmpty();
    }

    byte[] png() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void draw() {
        fill(0, 0, WIDTH, image.getHeight(), WHITE);
        for (int row = 0; row < rows(); row++) {
            fill(0, row * (ROW + GAP), WIDTH, ROW, LANE);
        }
        for (int part = 0; part <= PARTS; part++) {
            fill(part * (WIDTH - 2) / PARTS, 0, 2, image.getHeight(), GRID);
        }
        Incident.Life life = incident.life();
        int begin = x(life.firstSeen());
        int opened = x(life.openedAt());
        int end = life.resolvedAt().map(this::x).orElse(WIDTH);
        fill(begin, 0, opened - begin, ROW, BEFORE);
        fill(opened, 0, Math.max(end - opened, TICK), ROW, FAILING);
        life.resolvedAt().ifPresent(over -> fill(x(over), 0, TICK, ROW, OVER));
        incident.reach().tasks().forEach(task -> tick(1, task.time(), TASK));
        incident.reach().symptoms().forEach(symptom -> tick(2, symptom.time(), CONSEQUENCE));
    }

    private void tick(int row, Instant time, int color) {
        fill(x(time) - TICK / 2, row * (ROW + GAP), TICK, ROW, color);
    }

    private int rows() {
        return hasConsequences() ? 3 : 2;
    }

    private int height() {
        return rows() * (ROW + GAP) - GAP;
    }

    private int x(Instant time) {
        double part = (double) Duration.between(from, time).toMillis() / length.toMillis();
        return (int) Math.round(Math.min(1, Math.max(0, part)) * WIDTH);
    }

    private void fill(int left, int top, int width, int height, int color) {
        for (int y = top; y < Math.min(top + height, image.getHeight()); y++) {
            for (int x = Math.max(0, left); x < Math.min(left + width, WIDTH); x++) {
                image.setRGB(x, y, color);
            }
        }
    }
}
