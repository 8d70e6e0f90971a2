package io.aurora.actors.symbol;

import io.aurora.actors.protocol.DeskProtocol;
import io.aurora.actors.protocol.SymbolProtocol.BarReply;
import io.aurora.actors.protocol.SymbolProtocol.HoldReply;
import io.aurora.actors.protocol.SymbolProtocol.ReadReply;
import io.aurora.domain.desk.DeskState;
import io.aurora.domain.symbol.Offer;
import io.aurora.domain.symbol.RiskMode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The symbols and the desk of the cluster, asked from any node. What was answered is stored; a stage that fails (no answer in time)
 * says nothing about whether the command took effect, and every command may be repeated: a bar is then a duplicate, a hold changes
 * nothing.
 */
public interface Symbols {

    /** Offers a bar to the symbol it names. */
    CompletionStage<BarReply> offer(Offer offer);

    /** The symbol as it stands. */
    CompletionStage<ReadReply> read(String symbol);

    /** The symbol once its sequence number is beyond {@code seq}, or as it stands after {@code wait}. */
    CompletionStage<ReadReply> readAfter(String symbol, long seq, Duration wait);

    CompletionStage<HoldReply> hold(String symbol, String by, String reason);

    CompletionStage<HoldReply> release(String symbol, String by, String reason);

    /** Puts the symbol into a risk mode; nothing is stored where it is in it already. */
    CompletionStage<HoldReply> changeRiskMode(String symbol, RiskMode mode, String reason);

    /** The desk as this node knows it; absent where it does not. */
    Optional<DeskState> desk();

    CompletionStage<DeskProtocol.Reply> holdDesk(String by, String reason);

    CompletionStage<DeskProtocol.Reply> releaseDesk(String by, String reason);
}
