package io.stopcause.analyzer.preflight;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Which memory Fargate has with which CPU; source: {@link AwsPages#SIZES}. */
final class FargateSizes {

    private static final Map<Long, Range> BY_CPU = new TreeMap<>(Map.of(
            256L, new Range(512, 2048, 512),
            512L, new Range(1024, 4096, 1024),
            1024L, new Range(2048, 8192, 1024),
            2048L, new Range(4096, 16_384, 1024),
            4096L, new Range(8192, 30_720, 1024),
            8192L, new Range(16_384, 61_440, 4096),
            16_384L, new Range(32_768, 122_880, 8192)));

    private static final long IRREGULAR = 1536;

    private FargateSizes() {}

    /** MiB from the least to the most, in steps. */
    private record Range(long least, long most, long step) {

        List<Long> all() {
            return LongStream.iterate(least, memory -> memory <= most, memory -> memory + step)
                    .filter(memory -> memory != IRREGULAR)
                    .boxed()
                    .toList();
        }

        String words() {
            List<Long> all = all();
            return all.size() <= 4
                    ? all.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " MiB"
                    : least + " to " + most + " MiB in steps of " + step;
        }
    }

    private static Range range(long cpu) {
        return Optional.ofNullable(BY_CPU.get(cpu)).orElseThrow();
    }

    static boolean isCpu(long units) {
        return BY_CPU.containsKey(units);
    }

    static String cpus() {
        return BY_CPU.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static boolean fits(long cpu, long memory) {
        return range(cpu).all().contains(memory);
    }

    /** What memory goes with a CPU, in words. */
    static String memories(long cpu) {
        return range(cpu).words();
    }

    /** The least memory of that CPU which holds so much, if any does. */
    static Optional<Long> enough(long cpu, long memory) {
        return range(cpu).all().stream().filter(size -> size >= memory).findFirst();
    }

    /** The smallest CPU that has exactly this memory, if any has. */
    static Optional<Long> cpuWith(long memory) {
        return BY_CPU.keySet().stream().filter(cpu -> fits(cpu, memory)).findFirst();
    }
}
