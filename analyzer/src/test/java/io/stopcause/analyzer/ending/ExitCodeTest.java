package io.stopcause.analyzer.ending;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.stopcause.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExitCodeTest {

    private static JsonNode container(String exitCode) {
        return Json.read("{\"exitCode\":" + exitCode + "}", JsonNode.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0           | exit 0: it did its work
                    1           | exit 1: an error of the application
                    2           | exit 2: an error of the application or of its command line
                    99          | exit 99: an error of the application's own
                    125         | exit 125: the container runtime could not run it
                    126         | exit 126: the command exists and cannot be executed
                    127         | exit 127: the command was not found
                    128         | exit 128: an invalid exit argument
                    130         | exit 130 is signal 2 (SIGINT)
                    132         | exit 132 is signal 4 (SIGILL, an instruction that the CPU does not know)
                    134         | exit 134 is signal 6 (SIGABRT, the process gave up by itself)
                    137         | exit 137 is signal 9 (SIGKILL)
                    "137"       | exit 137 is signal 9 (SIGKILL)
                    -9          | exit -9 is signal 9 (SIGKILL)
                    139         | exit 139 is signal 11 (SIGSEGV, an illegal memory access and no lack of memory)
                    143         | exit 143 is signal 15 (SIGTERM, it was asked to stop)
                    190         | exit 190 is signal 62
                    255         | exit 255: an error without a number of its own, or -1
                    3221225477  | exit 3221225477 is 0xC0000005 (an illegal memory access)
                    -1073741819 | exit -1073741819 is 0xC0000005 (an illegal memory access)
                    "0xC0000135" | exit 3221225781 is 0xC0000135 (a DLL was not found)
                    -1073741510 | exit -1073741510 is 0xC000013A (it was asked to stop (Ctrl+C))
                    -532462766  | exit -532462766 is 0xE0434352 (an exception of .NET that nothing caught)
                    """)
    void everyNumberHasItsMeaning(String told, String words) {
        assertThat(ExitCode.of(container(told)).orElseThrow().words()).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "\"null\"", "\"\"", "true", "137.5", "[137]", "{}", "\"one\"", "99999999999999999999"})
    void whatIsNoNumberIsNotKnown(String told) {
        assertThat(ExitCode.of(container(told))).isEmpty();
    }

    @Test
    void zeroWithLeadingZeroesIsZero() {
        assertThat(ExitCode.of(container("\"00\"")).orElseThrow().isSuccess()).isTrue();
    }
}
