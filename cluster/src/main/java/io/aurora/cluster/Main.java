package io.aurora.cluster;

import io.aurora.cluster.cli.AuroraCommand;

/** The program: {@code aurora COMMAND}. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        int code = AuroraCommand.run(args);
        System.exit(code);
    }
}
