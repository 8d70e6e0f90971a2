-- Traces given up, one row each. They were columns of trace, expired_at and expiry_cause, which hold what was written before: giving a trace
-- up then changed a row long written, half a page of rows for one number.
CREATE TABLE trace_expiry (
    trace_id VARCHAR(32) NOT NULL PRIMARY KEY,
    at_ms BIGINT NOT NULL,
    cause VARCHAR(8) NOT NULL
);
