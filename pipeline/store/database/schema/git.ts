/** Repositories that are watched, webhooks that were heard of, and what is told to forges. */
export const GIT_MIGRATION = {
  id: 9,
  sql: `
CREATE TABLE touchstone.git_watches (
  -- Of the pipeline.
  name       text PRIMARY KEY,
  -- Digest of repository, branch and file: another one is looked at anew.
  source     text NOT NULL,
  branch     text,
  -- The commit that was looked at last, what of it matters, and the uploads that it gave.
  commit     text,
  subject    text,
  content    text,
  dataset_id text REFERENCES touchstone.dataset_versions(id),
  test_id    text REFERENCES touchstone.dataset_versions(id),
  looked_at  timestamptz,
  failures   integer NOT NULL DEFAULT 0,
  error      jsonb,
  -- Since when a look is asked for; null: none is.
  wanted_at  timestamptz,
  busy_by    text,
  busy_until timestamptz
);
CREATE TABLE touchstone.git_deliveries (
  name text NOT NULL,
  id   text NOT NULL,
  at   timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, id)
);
CREATE INDEX git_deliveries_at ON touchstone.git_deliveries (at);
-- The latest that a forge is to be told of a commit.
CREATE TABLE touchstone.git_statuses (
  name       text NOT NULL,
  commit     text NOT NULL,
  trigger_id text NOT NULL,
  -- Raised by every change, so that what is sent meanwhile is known for old.
  change     integer NOT NULL DEFAULT 1,
  changed_at timestamptz NOT NULL DEFAULT now(),
  attempts   integer NOT NULL DEFAULT 0,
  next_at    timestamptz,
  state      text,
  sent_at    timestamptz,
  given_up_at timestamptz,
  error      jsonb,
  PRIMARY KEY (name, commit)
);
CREATE INDEX git_statuses_next ON touchstone.git_statuses (next_at) WHERE next_at IS NOT NULL;
`,
} as const;
