package io.stopcause.analyzer.ending;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a process ended. Linux tells a signal as 128 plus its number (some runtimes as its negative), Windows an NTSTATUS as
 * an unsigned or a signed number of 32 bits.
 *
 * @param value as told
 */
public record ExitCode(long value) {

    private static final long SIGNALS = 128;
    private static final long LAST_SIGNAL = 64;
    private static final long UNSIGNED = 1L << 32;
    private static final long FIRST_NTSTATUS = 0xC000_0000L;

    /** From the manual page signal(7), the numbers of x86 and ARM. */
    private static final Map<Integer, String> SIGNAL_NAMES = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL, an instruction that the CPU does not know"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT, the process gave up by itself"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(10, "SIGUSR1"),
            Map.entry(11, "SIGSEGV, an illegal memory access and no lack of memory"),
            Map.entry(12, "SIGUSR2"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(14, "SIGALRM"),
            Map.entry(15, "SIGTERM, it was asked to stop"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS, a system call that is forbidden"));

    /** DBG_TERMINATE_PROCESS: how a process of Windows ends that does not heed the order to stop. */
    private static final long TERMINATED = 0x4001_0004L;

    /** From Microsoft's list of NTSTATUS values. */
    private static final Map<Long, String> NTSTATUS = Map.ofEntries(
            Map.entry(TERMINATED, "Windows ended it when its container was stopped"),
            Map.entry(0xC000_0005L, "an illegal memory access"),
            Map.entry(0xC000_0017L, "no memory left"),
            Map.entry(0xC000_00FDL, "stack overflow"),
            Map.entry(0xC000_0135L, "a DLL was not found"),
            Map.entry(0xC000_0139L, "an entry point of a DLL was not found"),
            Map.entry(0xC000_013AL, "it was asked to stop (Ctrl+C)"),
            Map.entry(0xC000_0142L, "a DLL failed to start"),
            Map.entry(0xC000_0374L, "heap corruption"),
            Map.entry(0xC000_0409L, "the process gave up by itself"),
            Map.entry(0xE043_4352L, "an exception of .NET that nothing caught"));

    private static final Map<Long, String> WORDS = Map.of(
            0L, "it did its work",
            1L, "an error of the application",
            2L, "an error of the application or of its command line",
            125L, "the container runtime could not run it",
            126L, "the command exists and cannot be executed",
            127L, "the command was not found",
            128L, "an invalid exit argument",
            255L, "an error without a number of its own, or -1");

    /** The exit code of a container; numbers may be written as strings, and what is none is not known. */
    public static Optional<ExitCode> of(JsonNode container) {
        JsonNode node = container.path("exitCode");
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? Optional.of(new ExitCode(node.longValue())) : Optional.empty();
        }
        return node.isTextual() ? parse(node.asText().strip()) : Optional.empty();
    }

    private static Optional<ExitCode> parse(String text) {
        try {
            return Optional.of(new ExitCode(Long.decode(text.matches("-?0\\d+") ? "0" : text)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public boolean isSuccess() {
        return value == 0;
    }

    /** The signal that ended the process. */
    public OptionalInt signal() {
        if (value > SIGNALS && value <= SIGNALS + LAST_SIGNAL) {
            return OptionalInt.of((int) (value - SIGNALS));
        }
        return value < 0 && value >= -LAST_SIGNAL && value != -1 ? OptionalInt.of((int) -value) : OptionalInt.empty();
    }

    public boolean isKill() {
        return signal().orElse(0) == 9;
    }

    /** Whether the process ended because it was asked to: SIGINT, SIGTERM, Ctrl+C or the end of a Windows container. */
    public boolean isAsked() {
        int signal = signal().orElse(0);
        return signal == 2 || signal == 15 || unsigned() == 0xC000_013AL || unsigned() == TERMINATED;
    }

    private long unsigned() {
        return value < 0 ? value + UNSIGNED : value;
    }

    /** The number and what it means. */
    public String words() {
        if (signal().isPresent()) {
            int signal = signal().getAsInt();
            return "exit " + value + " is signal " + signal
                    + Optional.ofNullable(SIGNAL_NAMES.get(signal))
                            .map(name -> " (" + name + ")")
                            .orElse("");
        }
        if (unsigned() >= FIRST_NTSTATUS || unsigned() == TERMINATED) {
            return String.format("exit %d is 0x%X", value, unsigned())
                    + Optional.ofNullable(NTSTATUS.get(unsigned()))
                            .map(name -> " (" + name + ")")
                            .orElse("");
        }
        return "exit " + value + ": " + WORDS.getOrDefault(value, "an error of the application's own");
    }
}
