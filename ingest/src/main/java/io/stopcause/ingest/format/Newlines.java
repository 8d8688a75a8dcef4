package io.stopcause.ingest.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds line ends, eight bytes at a time. */
final class Newlines {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = ONES << 7;
    private static final long NEWLINES = ONES * '\n';

    private Newlines() {}

    /** Where the next one stands; there must be one. */
    static int next(byte[] text, int from) {
        int at = from;
        while (at + Long.BYTES <= text.length) {
            long others = (long) LONG.get(text, at) ^ NEWLINES;
            long found = (others - ONES) & ~others & HIGH;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (text[at] != '\n') {
            at++;
        }
        return at;
    }
}
