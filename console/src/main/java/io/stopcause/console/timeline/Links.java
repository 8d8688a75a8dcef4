package io.stopcause.console.timeline;

import io.stopcause.model.Incident;
import io.stopcause.model.Scope;
import io.stopcause.model.ServiceHistory.Mark;
import io.stopcause.model.ServiceHistory.TaskBar;
import java.util.Optional;

/** Where a thing in the picture is told in words: the address that a click on it leads to. */
public interface Links {

    Optional<String> toIncident(Incident incident);

    Optional<String> toTask(Scope scope, TaskBar task);

    Optional<String> toMark(Scope scope, Mark mark);
}
