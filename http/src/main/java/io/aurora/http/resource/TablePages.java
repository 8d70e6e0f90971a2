package io.aurora.http.resource;

import io.aurora.actors.decisions.Decisions;
import io.aurora.actors.protocol.StrategistProtocol.Rows;
import io.aurora.actors.protocol.StrategistProtocol.Unavailable;
import io.aurora.domain.learning.PartitionEvent.QRow;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemException;
import io.aurora.http.edge.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Walks a policy's table, partition by partition. Rows change while it is walked; a row that stays is met exactly once, because within
 * a partition the walk goes by states, each whole.
 */
final class TablePages {
    private final Decisions decisions;

    /**
     * A page.
     *
     * @param rows whole states
     * @param next where the next one begins; absent behind the last
     */
    record Page(List<QRow> rows, Optional<Position> next) {}

    /**
     * A place between two states.
     *
     * @param partition which partition
     * @param afterState the state before it, empty at the beginning
     */
    record Position(int partition, String afterState) {
        static final Position START = new Position(0, "");

        /** As clients see it; what is in it is none of their business. */
        String token() {
            String text = partition + ":" + afterState;
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Position parse(String token, int partitions) {
            try {
                String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
                int colon = text.indexOf(':');
                int partition = Integer.parseInt(text.substring(0, Math.max(0, colon)));
                if (partition >= 0 && partition < partitions) {
                    return new Position(partition, text.substring(colon + 1));
                }
            } catch (IllegalArgumentException e) {
                throw none(token);
            }
            throw none(token);
        }

        private static ProblemException none(String token) {
            return Problem.field(ProblemKind.BAD_PARAMETER, "must be the next of a page of this table", "after", token)
                    .exception();
        }
    }

    TablePages(Decisions decisions) {
        this.decisions = decisions;
    }

    /** At least {@code limit} rows from a place on, were there so many: a page ends with the state that fills it. */
    CompletionStage<Page> page(PolicyTerms terms, Position from, int limit) {
        return fill(terms, from, limit, new ArrayList<>());
    }

    private CompletionStage<Page> fill(PolicyTerms terms, Position from, int limit, List<QRow> rows) {
        if (from.partition() == terms.partitions()) {
            return CompletableFuture.completedFuture(new Page(rows, Optional.empty()));
        } else if (rows.size() >= limit) {
            return CompletableFuture.completedFuture(new Page(rows, Optional.of(from)));
        }
        return decisions
                .rows(terms.policy(), from.partition(), from.afterState(), limit - rows.size())
                .thenCompose(reply -> {
                    if (!(reply instanceof Rows part)) {
                        throw DecisionsResource.unavailable((Unavailable) reply);
                    }
                    rows.addAll(part.rows());
                    Position next = part.more()
                            ? new Position(
                                    from.partition(),
                                    part.rows().get(part.rows().size() - 1).state())
                            : new Position(from.partition() + 1, "");
                    return fill(terms, next, limit, rows);
                });
    }
}
