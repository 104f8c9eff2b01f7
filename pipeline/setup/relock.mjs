// Writes the Python lock files anew: `node pipeline/setup/relock.mjs [lock…]`. Needs `uv` (on PATH, or named in UV).
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCKS_DIRECTORY } from './places.mjs';

/** torch's CUDA half: on Linux with a build that wants it, installed from a lock of its own. */
const CUDA = /^(nvidia-|cuda-|triton$)/;

/** @type {{ lock: string, options: string[] }[]} */
const PLANS = [
  { lock: 'installer', options: [] },
  { lock: 'trainer', options: [] },
  { lock: 'dev', options: ['--constraint', 'trainer.txt'] },
  { lock: 'demo-base', options: [] },
  { lock: 'smollm2', options: ['--no-deps'] },
  { lock: 'qlora', options: ['--no-deps'] },
  { lock: 'servers', options: [] },
];

/**
 * Cuts a requirements file into one block a requirement: `name==version ; marker`, its hashes, its comments.
 * @param {string} text
 */
export function blocksOf(text) {
  /** @type {{ name: string, text: string }[]} */
  const blocks = [];
  for (const line of text.split('\n')) {
    const name = /^([a-z0-9][a-z0-9._-]*)==/i.exec(line)?.[1];
    const last = blocks.at(-1);
    if (name) blocks.push({ name, text: line });
    else if (/^ /.test(line) && last) last.text += `\n${line}`;
  }
  return blocks;
}

/** @param {string} lock @param {string[]} options */
function compile(lock, options) {
  const uv = process.env.UV ?? 'uv';
  const { status, stdout, stderr, error } = spawnSync(
    uv,
    [
      'pip',
      'compile',
      '--no-config',
      '--universal',
      '--python-version',
      '3.10',
      '--generate-hashes',
      '--no-header',
      '--upgrade',
      ...options,
      '--',
      `${lock}.in`,
    ],
    { cwd: LOCKS_DIRECTORY, encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (error) throw new Error(`${uv} cannot be started (${error.message}); install uv or name it in UV`);
  if (status !== 0) throw new Error(`uv failed on ${lock}.in:\n${stderr}`);
  return blocksOf(stdout);
}

/** @param {string} lock @param {{ text: string }[]} blocks */
function write(lock, blocks) {
  const header = `# Made by \`node pipeline/setup/relock.mjs\` from ${lock === 'cuda' ? 'trainer' : lock}.in: do not edit.\n`;
  writeFileSync(
    join(LOCKS_DIRECTORY, `${lock}.txt`),
    `${header}${blocks.map((block) => block.text).join('\n')}\n`,
  );
  process.stdout.write(`${lock}.txt: ${blocks.length} requirements\n`);
}

function main() {
  const wanted = process.argv.slice(2);
  for (const { lock, options } of PLANS) {
    if (wanted.length > 0 && !wanted.includes(lock)) continue;
    const blocks = compile(lock, options);
    if (lock === 'trainer') {
      write(
        'trainer',
        blocks.filter((block) => !CUDA.test(block.name)),
      );
      write(
        'cuda',
        blocks.filter((block) => CUDA.test(block.name)),
      );
    } else if (lock === 'dev') {
      const trainer = readFileSync(join(LOCKS_DIRECTORY, 'trainer.txt'), 'utf8');
      const already = new Set(blocksOf(trainer).map((block) => block.name));
      write(
        'dev',
        blocks.filter((block) => !already.has(block.name)),
      );
    } else {
      write(lock, blocks);
    }
  }
}

if (process.argv[1] === import.meta.filename) main();
