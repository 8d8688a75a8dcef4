package io.stopcause.notifier;

import io.stopcause.notifier.receiver.ConfigProblem;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message lists all that is wrong with it, one problem a line. */
public final class NotifierConfigException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotifierConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
    }
}
