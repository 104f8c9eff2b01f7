/** Machines that take model work, the work that is offered to them, and what they have sent of it so far. */
export const NODES_MIGRATION = {
  id: 11,
  sql: `
CREATE TABLE touchstone.nodes (
  name       text PRIMARY KEY,
  -- sha256 of the token's secret; null: removed, and its token opens nothing any more.
  token_hash text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_by text,
  removed_at timestamptz,
  drained_by text,
  drained_at timestamptz,
  -- Of the agent that began last; an older one is told to end.
  session    text,
  version    text,
  labels     jsonb NOT NULL DEFAULT '[]',
  health     jsonb,
  unfit      jsonb,
  seen_at    timestamptz
);
CREATE TABLE touchstone.model_work (
  -- Made of everything that the result depends on, and the stage key: who asks again finds it.
  id            text PRIMARY KEY,
  run_id        text NOT NULL REFERENCES touchstone.runs(id),
  stage         text NOT NULL,
  project       text NOT NULL,
  priority      integer NOT NULL,
  verb          text NOT NULL,
  envelope      jsonb NOT NULL,
  needs         jsonb NOT NULL,
  status        text NOT NULL DEFAULT 'waiting',
  waiting_since timestamptz NOT NULL DEFAULT now(),
  -- So long somebody waits for it; work that nobody wants is withdrawn.
  wanted_until  timestamptz NOT NULL,
  -- Each lease takes the next number; only the latest, and only until its time is over, may write.
  lease         integer NOT NULL DEFAULT 0,
  node          text REFERENCES touchstone.nodes(name),
  -- sha256 of the secret of the lease's credential.
  secret_hash   text,
  lease_until   timestamptz,
  leased_at     timestamptz,
  -- Work that its node is asked to hand back, for this one.
  preempted_for text,
  progress      jsonb,
  -- [{path, digest, bytes}] of the trainer's work directory.
  checkpoint    jsonb,
  -- The lease that sent it.
  checkpoint_by integer,
  -- [{node, at}] of nodes that were lost with it and had brought it no further.
  losses        jsonb NOT NULL DEFAULT '[]',
  -- Names of nodes that could not do it.
  unfit_nodes   jsonb NOT NULL DEFAULT '[]',
  -- Seconds that nodes have spent on it, by leases that are over.
  seconds       double precision NOT NULL DEFAULT 0,
  result        jsonb,
  outputs       jsonb,
  error         jsonb,
  ended_at      timestamptz
);
CREATE INDEX model_work_open ON touchstone.model_work (status) WHERE status IN ('waiting', 'leased');
CREATE INDEX model_work_ended ON touchstone.model_work (ended_at);
-- A node has one lease at a time.
CREATE UNIQUE INDEX model_work_node ON touchstone.model_work (node) WHERE status = 'leased';
-- Pieces of files that nodes send. Their blobs begin with a salt, so that none is ever the same as another artifact and they
-- can be taken away again.
CREATE TABLE touchstone.work_pieces (
  work_id text NOT NULL REFERENCES touchstone.model_work(id),
  -- Of the whole file, and which piece of it this is, from 0.
  digest  text NOT NULL,
  piece   integer NOT NULL,
  bytes   integer NOT NULL,
  blob    text NOT NULL,
  PRIMARY KEY (work_id, digest, piece)
);
-- Base models as they lie in the artifact store for nodes, by their own digest.
CREATE TABLE touchstone.base_trees (
  base_digest text PRIMARY KEY,
  tree        text NOT NULL,
  bytes       bigint NOT NULL
);
`,
} as const;
