import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gpusOfMachine, readGpus } from '../../../../pipeline/node/nvidia.ts';

const LINE = 'NVIDIA H200, 570.86.15, 143771, 1024, 41, 87, 301.52';

describe('what the driver of graphics processors says', () => {
  it('is read, with what a device does not tell left open', () => {
    assert.deepEqual(readGpus(`${LINE}\nTesla T4, 535.1, 15360, 0, [N/A], [Not Supported], [N/A]\n`), [
      {
        ...{ name: 'NVIDIA H200', driver: '570.86.15', memoryMib: 143_771, usedMib: 1024 },
        ...{ temperature: 41, utilisation: 87, watts: 301.52 },
      },
      {
        ...{ name: 'Tesla T4', driver: '535.1', memoryMib: 15_360, usedMib: 0 },
        ...{ temperature: null, utilisation: null, watts: null },
      },
    ]);
    assert.deepEqual(
      readGpus('NVIDIA-SMI has failed because it could not communicate with the driver\n'),
      [],
    );
  });

  it('is asked of the program on the path, with no word of ours as an option', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'touchstone-smi-'));
    try {
      const program = join(directory, 'nvidia-smi');
      await writeFile(
        program,
        `#!/bin/sh\n[ "$1" = "--query-gpu=name,driver_version,memory.total,memory.used,temperature.gpu,utilization.gpu,power.draw" ] && echo "${LINE}"\n`,
      );
      await chmod(program, 0o755);
      assert.equal((await gpusOfMachine({ PATH: `${directory}:/usr/bin:/bin` }))[0]?.name, 'NVIDIA H200');
      assert.deepEqual(await gpusOfMachine({ PATH: '/nowhere' }), []);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
