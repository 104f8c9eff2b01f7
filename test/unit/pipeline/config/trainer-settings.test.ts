import assert from 'node:assert/strict';
import { readSettings } from '../../../../pipeline/config/settings.ts';

describe('the settings of the trainer', () => {
  it('have one process train unless told otherwise, by number or by the GPUs there are', () => {
    const processes = (value?: string) =>
      readSettings(value === undefined ? {} : { TOUCHSTONE_PROCESSES: value }).trainer.processes;
    assert.equal(processes(), 1);
    assert.equal(processes('4'), 4);
    assert.equal(processes('auto'), 'auto');
    for (const bad of ['0', '65', 'all']) assert.throws(() => processes(bad), /TOUCHSTONE_PROCESSES/);
  });
});
