import { GIT_MIGRATION } from './schema/git.ts';
import { NODES_MIGRATION } from './schema/nodes.ts';
import { NOTICES_MIGRATION } from './schema/notices.ts';
import { TRIGGERS_MIGRATION } from './schema/triggers.ts';

/** Steps of the schema, in order. Never edit one that was released: add another. */
export const MIGRATIONS: readonly { readonly id: number; readonly sql: string }[] = [
  {
    id: 1,
    sql: `
CREATE TABLE touchstone.datasets (
  name        text PRIMARY KEY,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE touchstone.dataset_versions (
  id          text PRIMARY KEY,
  dataset     text NOT NULL REFERENCES touchstone.datasets(name),
  version     integer NOT NULL,
  digest      text NOT NULL,
  bytes       bigint NOT NULL,
  filename    text NOT NULL,
  created_by  text,
  created_at  timestamptz NOT NULL DEFAULT now(),
  UNIQUE (dataset, version),
  UNIQUE (dataset, digest)
);
CREATE TABLE touchstone.runs (
  id            text PRIMARY KEY,
  name          text NOT NULL,
  status        text NOT NULL,
  verdict       text,
  dataset_id    text NOT NULL REFERENCES touchstone.dataset_versions(id),
  test_id       text REFERENCES touchstone.dataset_versions(id),
  spec          jsonb NOT NULL,
  trigger       jsonb NOT NULL,
  -- What auto became before any stage could say so (the base model).
  decisions     jsonb NOT NULL DEFAULT '[]',
  error         jsonb,
  model_version integer,
  -- Raised whenever the run's jobs are put into the queue anew: jobs of an older generation do nothing.
  generation    integer NOT NULL DEFAULT 1,
  event_seq     bigint NOT NULL DEFAULT 0,
  created_at    timestamptz NOT NULL DEFAULT now(),
  started_at    timestamptz,
  finished_at   timestamptz
);
CREATE INDEX runs_active ON touchstone.runs (status) WHERE status IN ('queued', 'running');
CREATE INDEX runs_name ON touchstone.runs (name, id);
CREATE TABLE touchstone.stage_runs (
  run_id      text NOT NULL REFERENCES touchstone.runs(id),
  stage       text NOT NULL,
  ordinal     integer NOT NULL,
  status      text NOT NULL,
  cached      boolean NOT NULL DEFAULT false,
  -- Each start takes the next number; only the latest may write (a fence against a worker that was thought dead).
  attempt     integer NOT NULL DEFAULT 0,
  owner       text,
  heartbeat   timestamptz,
  stage_key   text,
  outputs     jsonb,
  summary     jsonb,
  progress    jsonb,
  error       jsonb,
  seconds     double precision,
  started_at  timestamptz,
  finished_at timestamptz,
  PRIMARY KEY (run_id, stage)
);
CREATE TABLE touchstone.memo (
  stage_key   text PRIMARY KEY,
  stage       text NOT NULL,
  outputs     jsonb NOT NULL,
  summary     jsonb NOT NULL,
  seconds     double precision NOT NULL,
  code        text NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE touchstone.run_events (
  run_id  text NOT NULL REFERENCES touchstone.runs(id),
  seq     bigint NOT NULL,
  at      timestamptz NOT NULL DEFAULT now(),
  body    jsonb NOT NULL,
  PRIMARY KEY (run_id, seq)
);
CREATE TABLE touchstone.model_versions (
  name        text NOT NULL,
  version     integer NOT NULL,
  stage_key   text NOT NULL,
  adapter     text NOT NULL,
  base_digest text NOT NULL,
  draft       jsonb NOT NULL,
  created_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (name, version),
  UNIQUE (name, stage_key),
  UNIQUE (name, adapter, base_digest)
);
CREATE TABLE touchstone.alias_moves (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name         text NOT NULL,
  alias        text NOT NULL,
  -- publish, promote or rollback
  kind         text NOT NULL,
  from_version integer,
  to_version   integer NOT NULL,
  by           text NOT NULL,
  reason       text,
  at           timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (name, to_version) REFERENCES touchstone.model_versions(name, version)
);
CREATE INDEX alias_moves_name ON touchstone.alias_moves (name, alias, id);
CREATE TABLE touchstone.idempotency (
  key         text PRIMARY KEY,
  fingerprint text NOT NULL,
  status      integer,
  body        jsonb,
  created_at  timestamptz NOT NULL DEFAULT now()
);
`,
  },
  {
    id: 2,
    sql: `
CREATE TABLE touchstone.dataset_decisions (
  id               text PRIMARY KEY,
  dataset          text NOT NULL REFERENCES touchstone.datasets(name),
  -- Of these two one is null: a record by the digest of its content, or a rule by name.
  content          text,
  rule             text,
  record           text,
  action           text NOT NULL,
  label            text,
  by               text NOT NULL,
  reason           text NOT NULL,
  created_at       timestamptz NOT NULL DEFAULT now(),
  withdrawn_at     timestamptz,
  withdrawn_by     text,
  withdrawn_reason text,
  CHECK ((content IS NULL) <> (rule IS NULL))
);
CREATE UNIQUE INDEX dataset_decisions_in_force
  ON touchstone.dataset_decisions (dataset, coalesce(content, ''), coalesce(rule, '')) WHERE withdrawn_at IS NULL;
`,
  },
  {
    id: 3,
    sql: `
CREATE TABLE touchstone.unmaskings (
  id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  run_id  text NOT NULL REFERENCES touchstone.runs(id),
  record  text NOT NULL,
  by      text NOT NULL,
  reason  text NOT NULL,
  -- shown or refused
  outcome text NOT NULL,
  at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX unmaskings_run ON touchstone.unmaskings (run_id, id);
`,
  },
  {
    id: 4,
    sql: `
ALTER TABLE touchstone.dataset_versions
  -- When the raw file is to go; when no run may begin with it any more; when it was gone.
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN expired_at timestamptz,
  ADD COLUMN removed_at timestamptz;
CREATE INDEX dataset_versions_expiring ON touchstone.dataset_versions (expires_at) WHERE removed_at IS NULL;
`,
  },
  {
    id: 5,
    sql: `
-- How the file is to be read, as its uploader said: {columns, encoding, sheet}, each of them if it was said.
ALTER TABLE touchstone.dataset_versions ADD COLUMN reading jsonb;
`,
  },
  {
    id: 6,
    sql: `
-- Which parts a run's stages are divided into, and who is at work on them; their results are in memo.
CREATE TABLE touchstone.parts (
  run_id     text NOT NULL REFERENCES touchstone.runs(id),
  -- Stage key of the part.
  key        text NOT NULL,
  stage      text NOT NULL,
  -- Of the run, when the stage asked last: jobs of an older one do nothing.
  generation integer NOT NULL,
  part       text NOT NULL,
  ordinal    integer NOT NULL,
  inputs     jsonb NOT NULL,
  config     jsonb NOT NULL,
  done       boolean NOT NULL DEFAULT false,
  error      jsonb,
  owner      text,
  heartbeat  timestamptz,
  -- Each claim takes the next number; only the latest may write.
  claim      integer NOT NULL DEFAULT 0,
  PRIMARY KEY (run_id, key)
);
CREATE INDEX parts_open ON touchstone.parts (run_id) WHERE NOT done AND error IS NULL;
`,
  },
  {
    id: 7,
    sql: `
-- An adapter that is judged anew and otherwise is a new version.
ALTER TABLE touchstone.model_versions DROP CONSTRAINT model_versions_name_adapter_base_digest_key;
CREATE INDEX model_versions_adapter ON touchstone.model_versions (name, adapter, base_digest, version);
-- Every look at a test set: an adapter that was judged by it.
CREATE TABLE touchstone.test_looks (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  test_digest text NOT NULL,
  adapter     text NOT NULL,
  run_id      text NOT NULL REFERENCES touchstone.runs(id),
  name        text NOT NULL,
  at          timestamptz NOT NULL DEFAULT now(),
  UNIQUE (test_digest, adapter)
);
-- Test sets that all runs of a registry name are judged by; in force until unfrozen.
CREATE TABLE touchstone.frozen_suites (
  name            text NOT NULL,
  version         integer NOT NULL,
  test_digest     text NOT NULL,
  test_bytes      bigint NOT NULL,
  records         integer NOT NULL,
  run_id          text NOT NULL REFERENCES touchstone.runs(id),
  frozen_by       text NOT NULL,
  frozen_reason   text NOT NULL,
  frozen_at       timestamptz NOT NULL DEFAULT now(),
  unfrozen_by     text,
  unfrozen_reason text,
  unfrozen_at     timestamptz,
  PRIMARY KEY (name, version)
);
-- Version of the suite that the run is judged by; null: it has a test set of its own.
ALTER TABLE touchstone.runs ADD COLUMN suite integer;
CREATE UNIQUE INDEX frozen_suites_in_force ON touchstone.frozen_suites (name) WHERE unfrozen_at IS NULL;
`,
  },
  TRIGGERS_MIGRATION,
  GIT_MIGRATION,
  NOTICES_MIGRATION,
  NODES_MIGRATION,
];
