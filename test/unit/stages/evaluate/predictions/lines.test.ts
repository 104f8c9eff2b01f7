import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import type { Answers } from '../../../../../stages/evaluate/predictions/answers.ts';
import { predictionLines } from '../../../../../stages/evaluate/predictions/lines.ts';

const given = (labels: string[], answers: string[], rows: number[][]): Answers => ({
  labels,
  answers,
  probabilities: rows.map((row) => Float64Array.from(row)),
});

describe('prediction lines', () => {
  it('put every system’s probabilities into the order of the evaluation’s labels, 0 for what it does not know', async () => {
    const records = [
      { id: 'r1', text: '紅燈', truth: '甲' },
      { id: 'r2', text: '疫苗\n', truth: '丙' },
    ];
    const systems = new Map([
      [
        'base' as const,
        given(
          ['甲', '乙'],
          ['乙', '甲'],
          [
            [0.25, 0.75],
            [1, 0],
          ],
        ),
      ],
      [
        'production' as const,
        given(
          ['丙', '甲'],
          ['甲', '丙'],
          [
            [0.5, 0.5],
            [0.9, 0.1],
          ],
        ),
      ],
    ]);
    const lines = (await text(predictionLines(records, systems, ['丙', '乙', '甲']))).trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line)),
      [
        {
          id: 'r1',
          truth: '甲',
          systems: {
            base: { label: '乙', probabilities: [0, 0.75, 0.25] },
            production: { label: '甲', probabilities: [0.5, 0, 0.5] },
          },
        },
        {
          id: 'r2',
          truth: '丙',
          systems: {
            base: { label: '甲', probabilities: [0, 0, 1] },
            production: { label: '丙', probabilities: [0.9, 0, 0.1] },
          },
        },
      ],
    );
  });
});
