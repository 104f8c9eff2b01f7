/** Pipelines that are kept for a name, and every trigger there was. */
export const TRIGGERS_MIGRATION = {
  id: 8,
  sql: `
CREATE TABLE touchstone.pipelines (
  -- Registry name.
  name          text PRIMARY KEY,
  -- Names of datasets; they may come to be later.
  dataset       text NOT NULL,
  test          text,
  spec          jsonb NOT NULL,
  schedule      jsonb,
  on_upload     boolean NOT NULL DEFAULT false,
  git           jsonb,
  -- The moment of the schedule that is to come next, so that one that was missed is known.
  due_at        timestamptz,
  paused_by     text,
  paused_reason text,
  paused_at     timestamptz,
  revision      integer NOT NULL DEFAULT 1,
  changed_by    text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT now(),
  changed_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX pipelines_dataset ON touchstone.pipelines (dataset) WHERE on_upload;
CREATE INDEX pipelines_due ON touchstone.pipelines (due_at) WHERE due_at IS NOT NULL AND paused_at IS NULL;
CREATE TABLE touchstone.triggers (
  id          text PRIMARY KEY,
  name        text NOT NULL,
  kind        text NOT NULL,
  -- by, reason, link, commit, due
  cause       jsonb NOT NULL,
  -- Names the event: what is heard of twice is on record once.
  key         text UNIQUE,
  -- What is to be run, until that is decided.
  asked       jsonb,
  dataset_id  text REFERENCES touchstone.dataset_versions(id),
  test_id     text REFERENCES touchstone.dataset_versions(id),
  spec_digest text,
  outcome     text NOT NULL,
  run_id      text REFERENCES touchstone.runs(id),
  error       jsonb,
  at          timestamptz NOT NULL DEFAULT now(),
  settled_at  timestamptz
);
CREATE INDEX triggers_name ON touchstone.triggers (name, id);
CREATE INDEX triggers_run ON touchstone.triggers (run_id, id);
CREATE INDEX triggers_pending ON touchstone.triggers (id) WHERE outcome = 'pending';
-- Digests: of what people gave (data, decisions about it, spec), and of that with what it is compared with.
ALTER TABLE touchstone.runs ADD COLUMN substance text, ADD COLUMN work text;
CREATE INDEX runs_work ON touchstone.runs (name, work, id);
CREATE INDEX runs_substance ON touchstone.runs (name, substance, id);
`,
} as const;
