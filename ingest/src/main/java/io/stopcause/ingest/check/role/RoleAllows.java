package io.stopcause.ingest.check.role;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Seen;
import io.stopcause.ingest.check.role.Simulation.Decided;
import io.stopcause.ingest.check.role.Simulation.Decision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Whether a role allows what was refused. The exact resource decides: a policy for one repository allows nothing on
 * another. What else decides beside the role, such as a key's own policy, is left open and not taken for granted.
 */
final class RoleAllows {

    private static final Pattern REPOSITORY = Pattern.compile(
            "(?<account>\\d{12})\\.dkr[.-]ecr(?:-fips)?\\.(?<region>[a-z0-9-]+)\\.[a-z.]+/(?<name>[a-z0-9._/-]+?)(?:[:@].*)?");

    private RoleAllows() {}

    static Seen at(About about, Account account) {
        List<String> actions = List.of(
                about.get("actions").orElseGet(() -> about.need("action")).split("[\\s,]+"));
        return judge(Principal.of(about, account), actions, resource(about), account);
    }

    static Seen judge(Principal principal, List<String> actions, String resource, Account account) {
        try {
            String arn = principal.isWhole()
                    ? principal.arn()
                    : principal.role(account).arn();
            return seen(principal, arn, decided(arn, actions, resource, account), resource)
                    .with(principal.fact(), arn)
                    .with("roleName", principal.name());
        } catch (NoSuchEntityException e) {
            return Seen.no("There is no role " + principal.name() + " any more, so it allows nothing.")
                    .with("missing", String.join(" ", actions));
        }
    }

    private static String resource(About about) {
        Optional<String> named = about.get("resource").map(text -> text.replaceAll("[.,;'\")]+$", ""));
        if (named.isPresent()) {
            return named.get();
        }
        Matcher image = REPOSITORY.matcher(about.get("image").orElse(""));
        return image.matches()
                ? "arn:aws:ecr:" + image.group("region") + ":" + image.group("account") + ":repository/"
                        + image.group("name")
                : Simulation.ANY;
    }

    private static List<Decided> decided(String arn, List<String> actions, String resource, Account account) {
        List<String> general =
                actions.stream().filter(Simulation::hasNoResource).toList();
        List<String> special =
                actions.stream().filter(action -> !general.contains(action)).toList();
        List<Decided> all = new ArrayList<>();
        if (!general.isEmpty()) {
            all.addAll(Simulation.of(arn, general, Simulation.ANY, account));
        }
        if (!special.isEmpty()) {
            all.addAll(Simulation.of(arn, special, resource, account));
        }
        return all;
    }

    private static Seen seen(Principal principal, String arn, List<Decided> all, String resource) {
        String role = "The role " + principal.name();
        String on = resource.equals(Simulation.ANY) ? "" : " on " + resource;
        List<Decided> denied = all.stream().filter(is(Decision.DENIED)).toList();
        if (!denied.isEmpty()) {
            return Seen.no(role + " does not allow " + names(denied) + on + ": "
                            + denied.get(0).why() + ".")
                    .with("missing", denied.stream().map(Decided::action).collect(Collectors.joining(" ")));
        }
        List<Decided> open = all.stream().filter(is(Decision.OPEN)).toList();
        if (!open.isEmpty()) {
            return Seen.unknown("Whether " + principal.name() + " allows " + names(open) + on + " cannot be told: "
                    + open.get(0).why() + ".");
        }
        String allows = role + " allows " + names(all) + on;
        Optional<String> besides = besides(arn, all, resource);
        if (besides.isPresent()) {
            return Seen.unknown(allows + ", but " + besides.get() + " decides as well and was not looked at.");
        }
        return Seen.yes(allows + ".")
                .with("allowed", all.stream().map(Decided::action).collect(Collectors.joining(" ")))
                .with("policies", String.join(" ", policies(all)));
    }

    /** Who else must agree. */
    private static Optional<String> besides(String arn, List<Decided> all, String resource) {
        if (all.stream().anyMatch(each -> each.action().startsWith("kms:"))) {
            return Optional.of("the key's own policy");
        }
        String[] parts = resource.split(":", 6);
        boolean elsewhere = parts.length == 6 && !parts[4].isEmpty() && !arn.contains("::" + parts[4] + ":");
        return elsewhere ? Optional.of("the policy of the other account " + parts[4]) : Optional.empty();
    }

    private static Predicate<Decided> is(Decision decision) {
        return each -> each.decision() == decision;
    }

    private static Set<String> policies(Collection<Decided> all) {
        return all.stream().flatMap(each -> each.policies().stream()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String names(List<Decided> all) {
        List<String> names = all.stream().map(Decided::action).toList();
        return names.size() == 1
                ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }
}
