/**
 * What setup can put in place. `fetch` and `disk` are bytes, the most that Linux on x86-64 needs (measured with the
 * present lock files), for the plan that people are shown and for the check of the disk.
 * @typedef {'node' | 'build' | 'trainer' | 'cuda' | 'demo-base' | 'dev' | 'smollm2' | 'qlora' | 'servers'} Part
 */

/** Parts that are packages in a virtual environment, each from the lock file of its name. */
export const PYTHON_PARTS = /** @type {const} */ ([
  'trainer',
  'cuda',
  'demo-base',
  'dev',
  'smollm2',
  'qlora',
  'servers',
]);
/** @typedef {(typeof PYTHON_PARTS)[number]} PythonPart */

/** @type {Readonly<Record<Part, { fetch: number, disk: number }>>} */
export const SIZES = {
  node: { fetch: 130e6, disk: 280e6 },
  trainer: { fetch: 680e6, disk: 2300e6 },
  cuda: { fetch: 2200e6, disk: 4300e6 },
  'demo-base': { fetch: 240e6, disk: 500e6 },
  dev: { fetch: 70e6, disk: 260e6 },
  smollm2: { fetch: 93e6, disk: 110e6 },
  qlora: { fetch: 62e6, disk: 200e6 },
  servers: { fetch: 40e6, disk: 140e6 },
  build: { fetch: 0, disk: 20e6 },
};

/**
 * The directory of the virtual environment that a part lives in, relative to the checkout.
 * @param {PythonPart} part
 */
export function environmentOf(part) {
  return part === 'servers' ? '.venv-servers' : '.venv';
}

/** The order in which parts are put in place; `cuda` after the torch that decides whether it is needed. */
export const ORDER = /** @type {readonly Part[]} */ (['node', 'build', ...PYTHON_PARTS]);

/** What is needed for which purpose. */
export const PURPOSES = /** @type {const} */ ({
  /** The command line: what `touchstone` itself cannot do without. */
  command: ['node', 'build'],
  /** A service that trains. */
  run: ['node', 'build', 'trainer', 'cuda', 'demo-base'],
  /** A node that trains for a service; base models come from there. */
  node: ['node', 'build', 'trainer', 'cuda'],
  test: ['node', 'build', 'trainer', 'cuda', 'demo-base', 'dev', 'servers'],
  servers: ['servers'],
  smollm2: ['trainer', 'cuda', 'smollm2'],
  /** Training over bases in 4 bits. */
  qlora: ['trainer', 'cuda', 'qlora'],
});
/** @typedef {keyof typeof PURPOSES} Purpose */
