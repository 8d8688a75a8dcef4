package io.stopcause.notifier.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.model.Json;
import io.stopcause.notifier.receiver.ConfigProblem;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeIntervalTest {

    private static TimeIntervalConfig interval(String part) {
        return Json.read(("{'name':'n','timeIntervals':[" + part + "]}").replace('\'', '"'), TimeIntervalConfig.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'times':[{'startTime':'09:00','endTime':'17:00'}]}; 2026-03-03T09:00:00Z; true",
                "{'times':[{'startTime':'09:00','endTime':'17:00'}]}; 2026-03-03T16:59:59Z; true",
                "{'times':[{'startTime':'09:00','endTime':'17:00'}]}; 2026-03-03T17:00:00Z; false",
                "{'times':[{'startTime':'22:00','endTime':'24:00'}]}; 2026-03-03T23:59:59Z; true",
                "{'times':[{'startTime':'09:00','endTime':'17:00'}],'location':'Europe/Berlin'}; 2026-03-03T16:30:00Z; false",
                "{'times':[{'startTime':'09:00','endTime':'17:00'}],'location':'Europe/Berlin'}; 2026-07-03T07:30:00Z; true",
                "{'weekdays':'monday:friday'}; 2026-03-06T12:00:00Z; true",
                "{'weekdays':'monday:friday'}; 2026-03-07T12:00:00Z; false",
                "{'weekdays':['saturday','sunday']}; 2026-03-08T12:00:00Z; true",
                "{'weekdays':'monday','location':'Asia/Tokyo'}; 2026-03-08T15:00:00Z; true",
                "{'daysOfMonth':'-1'}; 2026-02-28T12:00:00Z; true",
                "{'daysOfMonth':'-1'}; 2028-02-28T12:00:00Z; false",
                "{'daysOfMonth':'-3:-1'}; 2026-04-28T12:00:00Z; true",
                "{'daysOfMonth':'24:26','months':'december'}; 2026-12-25T12:00:00Z; true",
                "{'daysOfMonth':'24:26','months':'december'}; 2026-11-25T12:00:00Z; false",
                "{'months':'1:3','years':'2026'}; 2026-03-31T12:00:00Z; true",
                "{'months':'1:3','years':'2026'}; 2027-03-31T12:00:00Z; false",
            })
    void holdsAsInAlertmanager(String part, Instant at, boolean holds) {
        assertThat(interval(part).problems()).isEmpty();
        assertThat(TimeInterval.of(interval(part)).contains(at)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'times':[{'startTime':'22:00','endTime':'06:00'}]}; 22:00 is not before 06:00; a time over midnight is two",
                "{'times':[{'startTime':'9','endTime':'17:00'}]}; '9' is no time such as 09:00",
                "{'weekdays':'munday'}; unknown weekday 'munday'; did you mean 'monday'?",
                "{'daysOfMonth':'32'}; day of a month 32 must lie between -31 and 31",
                "{'daysOfMonth':'0'}; day of a month 0 must lie between -31 and 31",
                "{'months':'mai:june'}; unknown month 'mai'; did you mean 'may'?",
                "{'months':'5:3'}; '5:3' ends before it begins",
                "{'location':'Europe/Berlim'}; unknown time zone 'Europe/Berlim'; did you mean 'Europe/Berlin'?",
            },
            quoteCharacter = '`')
    void aMistakeIsNamed(String part, String message) {
        assertThat(interval(part).problems())
                .extracting(ConfigProblem::message)
                .anyMatch(each -> each.contains(message));
    }

    @Test
    void oneThatNeverHoldsIsAMistake() {
        assertThat(interval("").problems())
                .extracting(ConfigProblem::message)
                .containsExactly("is empty, so that it never holds");
    }
}
