package io.stopcause.ingest.kafka;

import io.stopcause.model.DeadLetter;
import io.stopcause.model.Json;
import io.stopcause.model.LogBatch;
import io.stopcause.model.LogLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes batches fit into a record. CloudWatch counts a line's 1 MiB in UTF-8; as JSON it can be six times that, and
 * nothing useful is: such a line is cut, and said.
 */
final class Fitting {

    /** Two thirds of the 3 MiB that the topics take: a line of plain text of 1 MiB, and never the cluster's last byte. */
    static final int MAX_BYTES = (2 << 20) - (64 << 10);

    private static final int CUT_CHARS = MAX_BYTES / 8;

    private Fitting() {}

    /**
     * A batch that fits.
     *
     * @param remark what had to be cut for it
     */
    record Piece(LogBatch batch, Optional<DeadLetter> remark) {}

    static List<Piece> pieces(LogBatch batch) {
        if (batch.lines().stream().mapToInt(line -> line.message().length()).sum() <= CUT_CHARS || fits(batch)) {
            return List.of(new Piece(batch, Optional.empty()));
        }
        if (batch.lines().size() == 1) {
            return List.of(cut(batch));
        }
        int half = batch.lines().size() / 2;
        List<Piece> pieces = new ArrayList<>(pieces(part(batch, 0, half)));
        pieces.addAll(pieces(part(batch, half, batch.lines().size())));
        return pieces;
    }

    private static boolean fits(LogBatch batch) {
        return Json.writeBytes(batch).length <= MAX_BYTES;
    }

    private static LogBatch part(LogBatch batch, int from, int to) {
        return new LogBatch(batch.source(), batch.lines().subList(from, to));
    }

    private static Piece cut(LogBatch batch) {
        LogLine line = batch.lines().get(0);
        LogLine shorter = new LogLine(line.id(), line.time(), line.message().substring(0, CUT_CHARS));
        DeadLetter remark = new DeadLetter(
                batch.source().group() + ":" + batch.source().stream() + ":" + line.id(),
                "line of " + line.message().length() + " characters is too large for a record; the first " + CUT_CHARS
                        + " were written",
                line.message(),
                line.time());
        return new Piece(new LogBatch(batch.source(), List.of(shorter)), Optional.of(remark));
    }
}
