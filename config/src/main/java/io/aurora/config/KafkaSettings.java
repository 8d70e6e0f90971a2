package io.aurora.config;

import io.aurora.domain.check.Require;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Kafka.
 *
 * @param enabled whether it is read and written
 * @param bootstrap brokers
 * @param group consumer group
 * @param parallelism bars of different symbols in work
 * @param minBackoff first pause before a lost broker is tried again
 * @param maxBackoff longest pause
 * @param topics names of the topics
 */
public record KafkaSettings(
        boolean enabled,
        String bootstrap,
        String group,
        int parallelism,
        Duration minBackoff,
        Duration maxBackoff,
        Topics topics) {

    /** Names of the topics; all different. */
    public record Topics(String bars, String decisions, String transitions, String deadLetters) {
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,249}");

        public Topics {
            name("bars", bars);
            name("decisions", decisions);
            name("transitions", transitions);
            name("dead_letters", deadLetters);
            List<String> all = List.of(bars, decisions, transitions, deadLetters);
            Check.that(Set.copyOf(all).size() == all.size(), "topics must differ", "bars", String.join(", ", all));
        }

        private static void name(String key, String topic) {
            Check.that(NAME.matcher(topic).matches(), "must match [A-Za-z0-9._-]{1,249}", key, topic);
        }
    }

    public KafkaSettings {
        Check.notBlank("bootstrap", bootstrap);
        Check.notBlank("group", group);
        Require.atLeast("parallelism", parallelism, 1);
        Check.positive("min_backoff", minBackoff);
        Check.ordered("min_backoff", minBackoff, "max_backoff", maxBackoff);
    }
}
