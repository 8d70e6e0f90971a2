package io.aurora.lab.cli;

import picocli.CommandLine.Command;

/** Risk, tails and transfer on files. */
@Command(
        name = "risk",
        mixinStandardHelpOptions = true,
        description = "Certified portfolios, tails, transfer between markets and back-tests, on files of bars.",
        subcommands = {
            RiskOptimizeCommand.class,
            RiskTailsCommand.class,
            RiskTvfCommand.class,
            RiskGrangerCommand.class,
            RiskVarBacktestCommand.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora risk optimize --data BTC-USDT_1h.csv.gz XRP-USDT_1h.csv.gz LTC-USDT_1h.csv.gz",
            "  aurora risk tails --data BTC-USDT_1h.csv.gz --out runs/tails",
            "  aurora risk tvf --source BTC-USDT_1h.csv.gz --target XRP-USDT_1h.csv.gz --benchmark LTC-USDT_1h.csv.gz",
            "  aurora risk granger --data BTC-USDT_1h.csv.gz XRP-USDT_1h.csv.gz --json",
            "  aurora risk var-backtest --data SP500_1d.csv.gz --gap-policy sequence",
        })
public final class RiskCommand extends LabCommand {
    @Override
    int run() {
        throw new BadInputException("needs a sub-command: see aurora risk --help");
    }
}
