package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<CommandLine> commands() {
        List<CommandLine> all = new ArrayList<>();
        collect(Cli.line(), all);
        return all.stream().skip(1);
    }

    private static void collect(CommandLine line, List<CommandLine> all) {
        all.add(line);
        line.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldDescribeItselfWithExamplesWhenAskedForHelp(CommandLine command) {
        String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

        assertThat(help)
                .contains("Examples:")
                .contains("  aurora "
                        + command.getCommandSpec().qualifiedName(" ").substring(7));
        assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    }
}
