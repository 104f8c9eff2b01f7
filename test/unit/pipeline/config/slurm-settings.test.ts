import assert from 'node:assert/strict';
import { readSettings } from '../../../../pipeline/config/settings.ts';
import { SETTING_NAMES } from '../../../../pipeline/config/variables.ts';

const read = (more: Readonly<Record<string, string>>) =>
  readSettings({ TOUCHSTONE_SLURM_SHARED: '/shared', ...more });

describe('the settings of Slurm', () => {
  it('are none unless a shared folder is named, and then sensible', () => {
    assert.equal(readSettings({}).slurm, null);
    assert.equal(readSettings({}).workers.model, 1);
    const { slurm, workers, trainer } = read({});
    assert.deepEqual(slurm, {
      shared: '/shared',
      work: ['train', 'predict'],
      ask: {
        ...{ account: null, partition: null, qos: null, gres: 'gpu:1', constraint: null, reservation: null },
        ...{ cpus: null, time: null, memory: null },
      },
      node: { python: trainer.python, setup: null, container: null, device: 'auto' },
      commands: null,
      pollSeconds: 10,
      warnSeconds: 120,
    });
    assert.equal(workers.model, 8);
    assert.equal(read({ TOUCHSTONE_SLURM_WORK: 'train' }).workers.model, 1);
  });

  it('are read as Slurm writes them', () => {
    const { ask } = read({
      TOUCHSTONE_SLURM_PARTITION: 'gpu,gpu-long',
      TOUCHSTONE_SLURM_GRES: 'none',
      TOUCHSTONE_SLURM_CONSTRAINT: '[rack1|rack2]&a100',
      TOUCHSTONE_SLURM_MEMORY: '32G',
      TOUCHSTONE_SLURM_TIME: '1-12:00:00',
    }).slurm!;
    assert.deepEqual(
      [ask.partition, ask.gres, ask.constraint, ask.memory, ask.time],
      ['gpu,gpu-long', null, '[rack1|rack2]&a100', 32_768, 2160],
    );
    const times = { '90': 90, '90:30': 91, '8:00:00': 480, '2-0': 2880, '1-2:30': 1590 };
    for (const [text, minutes] of Object.entries(times))
      assert.equal(read({ TOUCHSTONE_SLURM_TIME: text }).slurm!.ask.time, minutes, text);
  });

  const hostile = [
    '-x',
    '--uid=0',
    'a b',
    'a\n#SBATCH --uid=0',
    'a;b',
    '$(id)',
    "a'b",
    'a"b',
    'a=b',
    'ü',
    '../x',
  ];
  for (const name of ['ACCOUNT', 'PARTITION', 'QOS', 'RESERVATION', 'GRES'])
    for (const word of hostile)
      it(`take no ${name} like ${JSON.stringify(word)}`, () =>
        assert.throws(() => read({ [`TOUCHSTONE_SLURM_${name}`]: word }), /SETTINGS_INVALID/));

  it('take no other odd values', () => {
    const bad = {
      CONSTRAINT: ['-x', 'a b', "a'b", '$(id)'],
      TIME: ['x', '0', '3', '-1', '1:2:3:4', '1-'],
      MEMORY: ['0G', '1', '1K', '-1G', '1 G'],
      CPUS: ['0', 'x', '1.5'],
      PYTHON: ['python3', 'a/b'],
      SETUP: ['setup.sh', '/x\ny'],
      CONTAINER: ['docker://x'],
      COMMANDS: ['bin'],
      DEVICE: ['mps', 'tpu'],
      POLL: ['0', '601'],
      WARN: ['9', '3601'],
      WORK: ['publish', 'train,base'],
    };
    for (const [name, words] of Object.entries(bad))
      for (const word of words)
        assert.throws(
          () => read({ [`TOUCHSTONE_SLURM_${name}`]: word }),
          /SETTINGS_INVALID/,
          `${name} ${word}`,
        );
    for (const shared of ['shared', '/x/%u', '/x\n/y'])
      assert.throws(() => readSettings({ TOUCHSTONE_SLURM_SHARED: shared }), /SETTINGS_INVALID/);
  });

  it('do not go together with training on agents of Jenkins, but with nodes', () => {
    const jenkins = {
      TOUCHSTONE_JENKINS_URL: 'https://ci.example.org',
      TOUCHSTONE_JENKINS_USER: 'u',
      TOUCHSTONE_JENKINS_TOKEN: 't',
    };
    assert.ok(read(jenkins).slurm);
    assert.throws(() => read({ ...jenkins, TOUCHSTONE_JENKINS_TRAIN_LABEL: 'gpu' }), /SETTINGS_INVALID/);
    assert.equal(read({ TOUCHSTONE_NODES: 'train' }).nodes.hands, 'train');
  });

  it('are all known by name', () => {
    assert.equal(SETTING_NAMES.filter((name) => name.startsWith('TOUCHSTONE_SLURM_')).length, 18);
  });
});
