package io.stopcause.ingest.check.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A run of IP addresses of one family.
 *
 * @param bits 32 or 128
 * @param first the lowest
 * @param last the highest, {@code first} or above
 */
record Range(int bits, BigInteger first, BigInteger last) {

    private static final Pattern LITERAL =
            Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*", Pattern.UNICODE_CASE);

    Range {
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException(first + " lies behind " + last);
        }
    }

    /**
     * Reads {@code 10.0.0.0/16}, {@code 2001:db8::/32} or a single address; bits behind the prefix do not count, as with
     * EC2.
     *
     * @throws IllegalArgumentException for anything else
     */
    static Range of(String cidr) {
        String[] parts = cidr.split("/", -1);
        byte[] address = address(parts[0], cidr);
        int bits = address.length * 8;
        int prefix = parts.length == 1 ? bits : prefix(parts[1], cidr);
        if (parts.length > 2 || prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(cidr + " is no address range");
        }
        BigInteger size = BigInteger.ONE.shiftLeft(bits - prefix);
        BigInteger first = new BigInteger(1, address).divide(size).multiply(size);
        return new Range(bits, first, first.add(size).subtract(BigInteger.ONE));
    }

    /** Whether it is an address and not a name. */
    static boolean isAddress(String text) {
        return LITERAL.matcher(text).matches();
    }

    private static byte[] address(String text, String cidr) {
        if (!isAddress(text)) {
            throw new IllegalArgumentException(cidr + " is no address range");
        }
        try {
            return InetAddress.getByName(text).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(cidr + " is no address range", e);
        }
    }

    private static int prefix(String text, String cidr) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(cidr + " is no address range", e);
        }
    }

    BigInteger size() {
        return last.subtract(first).add(BigInteger.ONE);
    }

    Optional<Range> common(Range other) {
        BigInteger low = first.max(other.first);
        BigInteger high = last.min(other.last);
        return bits != other.bits || low.compareTo(high) > 0
                ? Optional.empty()
                : Optional.of(new Range(bits, low, high));
    }

    /** What is left without the other's addresses: none, one or two runs. */
    List<Range> without(Range other) {
        Optional<Range> gone = common(other);
        if (gone.isEmpty()) {
            return List.of(this);
        }
        List<Range> left = new ArrayList<>();
        if (first.compareTo(gone.get().first) < 0) {
            left.add(new Range(bits, first, gone.get().first.subtract(BigInteger.ONE)));
        }
        if (gone.get().last.compareTo(last) < 0) {
            left.add(new Range(bits, gone.get().last.add(BigInteger.ONE), last));
        }
        return left;
    }
}
