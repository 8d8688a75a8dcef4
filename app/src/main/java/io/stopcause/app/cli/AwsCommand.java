package io.stopcause.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stopcause aws}: what stopcause needs in an account. */
@Command(
        name = "aws",
        description = "Bring what stopcause reads into an AWS account, see what that changes, and take it out again.",
        footer = {
            "",
            "Examples:",
            "  stopcause aws plan",
            "  stopcause aws install --log-prefix /ecs/",
            "  stopcause aws plan --as terraform > stopcause.tf",
            "  stopcause aws policy --feature events,logs,checks",
            "  stopcause aws uninstall",
            "",
            "Credentials are found as the AWS SDK finds them. Everything bears the tag stopcause=<name>; what does not is",
            "never changed."
        })
final class AwsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "aws what? One of plan, policy, install, uninstall");
    }
}
