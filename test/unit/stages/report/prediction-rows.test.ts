import assert from 'node:assert/strict';
import type { PredictionsLine } from '../../../../pipeline/contracts/prediction-lines.ts';
import { predictionRows } from '../../../../stages/report/prediction-rows.ts';

describe('predictions as CSV', () => {
  it('have no probability where a system gives none, or answers beside the labels', async () => {
    async function* lines(): AsyncGenerator<PredictionsLine> {
      yield {
        id: 'r1',
        truth: '甲',
        systems: {
          base: { label: '乙', probabilities: [0.25, 0.75] },
          tuned: { label: '甲', probabilities: [0.9, 0.1] },
          endpoint: { label: '∅', probabilities: [] },
        },
      };
    }
    let text = '';
    for await (const row of predictionRows(lines(), ['甲', '乙'])) text += row.toString('utf8');
    const [heads, row] = text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.replaceAll('"', '').split(','));
    assert.deepEqual(heads!.slice(-3), ['endpoint', 'endpoint_right', 'endpoint_probability']);
    assert.deepEqual(row, ['r1', '甲', '乙', '0', '0.75', '甲', '1', '0.9', '∅', '0', '']);
  });
});
