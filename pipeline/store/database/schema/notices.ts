/** What is told to the outside: written with what it tells of, in one transaction, so that the queue may lose all it holds. */
export const NOTICES_MIGRATION = {
  id: 10,
  sql: `
CREATE TABLE touchstone.notices (
  id          text PRIMARY KEY,
  type        text NOT NULL,
  name        text NOT NULL,
  run_id      text REFERENCES touchstone.runs(id),
  trigger_id  text,
  -- What it says; gathered at the first try and kept, so that every try and replay says the same.
  facts       jsonb,
  at          timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE touchstone.notice_deliveries (
  notice_id    text NOT NULL REFERENCES touchstone.notices(id),
  target       text NOT NULL,
  status       text NOT NULL,
  fault        jsonb,
  -- Raised by a replay: jobs of an older round do nothing.
  round        integer NOT NULL DEFAULT 1,
  -- Tries altogether; each takes the next number, and only the latest may write.
  attempts     integer NOT NULL DEFAULT 0,
  -- Failed tries of this round.
  failures     integer NOT NULL DEFAULT 0,
  next_at      timestamptz NOT NULL DEFAULT now(),
  -- The service that has it in hand, until next_at.
  owner        text,
  last_at      timestamptz,
  delivered_at timestamptz,
  PRIMARY KEY (notice_id, target)
);
CREATE INDEX notice_deliveries_due ON touchstone.notice_deliveries (next_at) WHERE status = 'pending';
CREATE TABLE touchstone.notice_targets (
  name          text PRIMARY KEY,
  failing_since timestamptz,
  off_since     timestamptz,
  fault         jsonb
);
`,
} as const;
