package io.stopcause.analyzer;

import io.stopcause.model.Finding;
import io.stopcause.model.Incident;
import io.stopcause.model.Question;
import io.stopcause.model.ServiceHistory;
import java.util.List;

/**
 * What an engine made of its events.
 *
 * @param incidents ordered by opening, then by id
 * @param findings ordered by scope and cause
 * @param histories ordered by scope
 * @param questions that have no answer
 */
public record Analysis(
        List<Incident> incidents, List<Finding> findings, List<ServiceHistory> histories, List<Question> questions) {

    public Analysis {
        incidents = List.copyOf(incidents);
        findings = List.copyOf(findings);
        histories = List.copyOf(histories);
        questions = List.copyOf(questions);
    }
}
