import { type EnvironmentReader, invalidSetting } from './environment-reader.ts';

/** How model work is handed to nodes. */
export interface NodesSettings {
  /** Which work nodes are given: none, training alone, or evaluation as well. */
  readonly hands: 'off' | 'train' | 'all';
  /** Labels that a node must have, all of them. */
  readonly labels: readonly string[];
  /** Graphics processors that a node must have. */
  readonly gpus: number;
  /** Parts of the nodes that registry names have a right to; 1 for those that are not named. */
  readonly shares: Readonly<Record<string, number>>;
  /** Seconds without a heartbeat after which a node's work is given to another. */
  readonly leaseSeconds: number;
  /** Seconds that work has run, and has yet to run, at least, where it has to give way to work of a higher priority. */
  readonly leastRunSeconds: number;
}

const LABEL = /^[a-z0-9][a-z0-9._-]{0,62}$/;

/** Errors: `SETTINGS_INVALID`. */
export function readNodesSettings(read: EnvironmentReader): NodesSettings {
  const labels = read.list('TOUCHSTONE_NODE_LABELS');
  if (!labels.every((label) => LABEL.test(label)))
    throw invalidSetting('TOUCHSTONE_NODE_LABELS', `each label must match ${LABEL.source}`);
  return {
    hands: read.pattern('TOUCHSTONE_NODES', 'off', /^(off|train|all)$/) as NodesSettings['hands'],
    labels,
    gpus: read.integer('TOUCHSTONE_NODE_GPUS', 0, 0, 64),
    shares: sharesIn(read),
    leaseSeconds: read.integer('TOUCHSTONE_NODE_LEASE', 30, 3, 3600),
    leastRunSeconds: read.integer('TOUCHSTONE_NODE_LEAST_RUN', 120, 0, 86_400),
  };
}

function sharesIn(read: EnvironmentReader): Record<string, number> {
  const name = 'TOUCHSTONE_NODE_SHARES';
  return Object.fromEntries(
    read.list(name).map((item) => {
      const match = /^([^:=\s]+)=(\d+(?:\.\d+)?)$/.exec(item);
      if (match === null || Number(match[2]) <= 0)
        throw invalidSetting(name, 'each entry must be NAME=SHARE with a share above 0, such as petitions=2');
      return [match[1]!, Number(match[2])];
    }),
  );
}
