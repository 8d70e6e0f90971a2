package io.aurora.lab.ope;

import io.aurora.domain.learning.offpolicy.LoggedChoices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A log with the names behind its numbers.
 *
 * @param file where it comes from
 * @param choices its rows that have a reward
 * @param states names of the states
 * @param actions names of the actions
 * @param greedy place of each row's greedy candidate when it was logged; absent in logs without values
 * @param withoutReward rows left out because no reward came
 * @param refused rows left out because nothing was chosen
 * @param least smallest reward there can be
 * @param most largest reward there can be
 */
public record PolicyLog(
        Path file,
        LoggedChoices choices,
        List<String> states,
        List<String> actions,
        Optional<int[]> greedy,
        long withoutReward,
        long refused,
        double least,
        double most) {
    public PolicyLog {
        states = List.copyOf(states);
        actions = List.copyOf(actions);
    }

    /**
     * Reads a file, whose columns tell what it is: {@code trace_id}, an export of the decision loop; {@code item_id}, an Open Bandit log.
     *
     * @param policy which policy's rows of an export; needed where it holds several
     */
    public static PolicyLog read(Path file, Optional<String> policy) {
        List<String> header = new CsvTable(file).header();
        if (header.contains("trace_id")) {
            return DecisionLog.read(file, policy);
        }
        if (header.contains("item_id")) {
            return BanditLog.read(file, header);
        }
        throw new LogFileException(file + ": has neither the column trace_id nor item_id");
    }
}
