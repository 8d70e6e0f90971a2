-- Read side of the decision loop: fed from the journal alone, may be emptied and built anew. Times are epoch milliseconds UTC.
-- An id is the event's place in the whole journal (event_journal.ordering), so rows are added at the end.
-- candidates: action names joined by '|', in which '\' stands before '\' and '|'; q: their values, 8 bytes each, big-endian;
-- chosen: place among the candidates, from 0, absent where the gate refused.
CREATE TABLE "trace" (
    "id" BIGINT NOT NULL PRIMARY KEY,
    "trace_id" VARCHAR(32) NOT NULL UNIQUE,
    "policy" VARCHAR(32) NOT NULL,
    "partition_nr" INTEGER NOT NULL,
    "trace_nr" BIGINT NOT NULL,
    "task_id" VARCHAR NOT NULL,
    "at_ms" BIGINT NOT NULL,
    "cpu" DOUBLE PRECISION,
    "memory_gb" DOUBLE PRECISION,
    "latency_ms" DOUBLE PRECISION,
    "region" VARCHAR,
    "symbol" VARCHAR,
    "coherence" DOUBLE PRECISION NOT NULL,
    "density" DOUBLE PRECISION NOT NULL,
    "state" VARCHAR NOT NULL,
    "candidates" VARCHAR NOT NULL,
    "q" VARBINARY NOT NULL,
    "chosen" INTEGER,
    "explored" BOOLEAN,
    "propensity" DOUBLE PRECISION,
    "epsilon" DOUBLE PRECISION,
    "score" DOUBLE PRECISION,
    "scored_by" VARCHAR,
    "gate_symbol" VARCHAR,
    "gate_state" VARCHAR,
    "gate_verdict" VARCHAR(8),
    "gate_reason" VARCHAR,
    "expired_at" BIGINT,
    "expiry_cause" VARCHAR(8)
);
CREATE INDEX "trace_policy_idx" ON "trace" ("policy", "id");

-- next_state is absent where it is the decision's own state.
CREATE TABLE "feedback" (
    "id" BIGINT NOT NULL PRIMARY KEY,
    "trace_id" VARCHAR(32) NOT NULL UNIQUE,
    "policy" VARCHAR(32) NOT NULL,
    "at_ms" BIGINT NOT NULL,
    "latency_ms" DOUBLE PRECISION NOT NULL,
    "cost" DOUBLE PRECISION NOT NULL,
    "failures" INTEGER NOT NULL,
    "slo_hit" BOOLEAN NOT NULL,
    "reward" DOUBLE PRECISION NOT NULL,
    "next_state" VARCHAR,
    "max_next" DOUBLE PRECISION NOT NULL,
    "old_q" DOUBLE PRECISION NOT NULL,
    "new_q" DOUBLE PRECISION NOT NULL,
    "alpha" DOUBLE PRECISION NOT NULL,
    "gamma" DOUBLE PRECISION NOT NULL
);
CREATE INDEX "feedback_policy_idx" ON "feedback" ("policy", "id" DESC);
