-- Every 5,000th state of a symbol, kept for ever.
CREATE TABLE "checkpoint" (
    "persistence_id" VARCHAR(255) NOT NULL,
    "sequence_nr" BIGINT NOT NULL,
    "bytes" BLOB NOT NULL,
    "written_at" BIGINT NOT NULL,
    PRIMARY KEY ("persistence_id", "sequence_nr")
);

-- Read side: fed from the journal alone, may be emptied and built anew. Times are epoch milliseconds UTC.
-- An id is the event's place in the whole journal (event_journal.ordering).
CREATE TABLE "symbol" (
    "name" VARCHAR(32) NOT NULL PRIMARY KEY,
    "bar_length_ms" BIGINT NOT NULL,
    "profile" VARCHAR(255) NOT NULL,
    "opened_at" BIGINT NOT NULL,
    "last_seq" BIGINT NOT NULL,
    "last_bar_ts" BIGINT
);

CREATE TABLE "decision" (
    "id" BIGINT NOT NULL UNIQUE,
    "symbol" VARCHAR(32) NOT NULL,
    "seq" BIGINT NOT NULL,
    "bar_ts" BIGINT NOT NULL,
    "close" DOUBLE PRECISION NOT NULL,
    "decided_at" BIGINT NOT NULL,
    "historical" BOOLEAN NOT NULL,
    "state" VARCHAR(8) NOT NULL,
    "reasons" VARCHAR NOT NULL,
    "block_reasons" VARCHAR NOT NULL,
    "soft" INTEGER NOT NULL,
    "hard" INTEGER NOT NULL,
    "kappa" DOUBLE PRECISION,
    "kappa_plus" DOUBLE PRECISION,
    "coverage_ema" DOUBLE PRECISION,
    "alpha" DOUBLE PRECISION,
    "alpha_target" DOUBLE PRECISION,
    "yhat" DOUBLE PRECISION,
    "sigma" DOUBLE PRECISION,
    "lower_price" DOUBLE PRECISION,
    "upper_price" DOUBLE PRECISION,
    "notional" DOUBLE PRECISION NOT NULL,
    "risk_scale" DOUBLE PRECISION NOT NULL,
    "engine" VARCHAR(32),
    "fallback" VARCHAR(32),
    "settings" VARCHAR(12) NOT NULL,
    PRIMARY KEY ("symbol", "seq")
);
CREATE INDEX "decision_bar_idx" ON "decision" ("symbol", "bar_ts");

CREATE TABLE "fsm_transition" (
    "id" BIGINT NOT NULL UNIQUE,
    "symbol" VARCHAR(32) NOT NULL,
    "seq" BIGINT NOT NULL,
    "at_ms" BIGINT NOT NULL,
    "bar_ts" BIGINT NOT NULL,
    "from_state" VARCHAR(8) NOT NULL,
    "to_state" VARCHAR(8) NOT NULL,
    "reasons" VARCHAR NOT NULL,
    "soft" INTEGER NOT NULL,
    "hard" INTEGER NOT NULL,
    "kappa" DOUBLE PRECISION NOT NULL,
    "kappa_plus" DOUBLE PRECISION NOT NULL,
    "coverage_ema" DOUBLE PRECISION NOT NULL,
    "surprisal_p95" DOUBLE PRECISION,
    "latency_p95" DOUBLE PRECISION NOT NULL,
    "rel_width" DOUBLE PRECISION NOT NULL,
    PRIMARY KEY ("symbol", "seq")
);
CREATE INDEX "fsm_transition_bar_idx" ON "fsm_transition" ("symbol", "bar_ts");
