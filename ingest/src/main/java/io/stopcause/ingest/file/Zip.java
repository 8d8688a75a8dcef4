package io.stopcause.ingest.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/** Goes through the files in a zip, one after the other, with flat memory. */
final class Zip {

    private static final int[] START = {'P', 'K', 3, 4};

    private Zip() {}

    /** Gets each file. */
    interface Visitor {
        void visit(String name, InputStream content);
    }

    /** The same content, at which one may look before it is read. */
    static InputStream lookable(InputStream in) {
        return in.markSupported() ? in : new BufferedInputStream(in, 1 << 16);
    }

    /** Whether this begins like a zip with something in it. */
    static boolean starts(InputStream in) throws IOException {
        in.mark(START.length);
        try {
            for (int expected : START) {
                if (in.read() != expected) {
                    return false;
                }
            }
            return true;
        } finally {
            in.reset();
        }
    }

    /**
     * Hands on each file of it.
     *
     * @throws IOException if it breaks off, or holds what cannot be unpacked, such as an encrypted file
     */
    static void each(InputStream in, Visitor visitor) throws IOException {
        ZipArchiveInputStream zip = new ZipArchiveInputStream(in);
        for (ZipArchiveEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!zip.canReadEntryData(entry)) {
                throw new ZipException(entry.getName() + " is encrypted or packed in a way that is not known");
            }
            if (!entry.isDirectory()) {
                visitor.visit(entry.getName(), CloseShieldInputStream.wrap(zip));
            }
        }
    }
}
