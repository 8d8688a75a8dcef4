package io.stopcause.model;

import java.util.List;

/**
 * The incidents of one scope whose cause the account confirmed, as the other scopes have to know them: who fails for the
 * same thing is told as one with them. It replaces what the scope said before.
 *
 * @param scope key of the scope
 */
public record SharedCauses(String scope, List<Shared> incidents) {

    public SharedCauses {
        incidents = List.copyOf(incidents);
    }

    /**
     * One of them.
     *
     * @param cause the one that was confirmed
     * @param things what the account was asked about: an id for each check with its parameters
     * @param member how the incident that leads shows it
     */
    public record Shared(String cause, List<String> things, Incident.Member member) {

        public Shared {
            things = List.copyOf(things);
        }
    }
}
