import assert from 'node:assert/strict';
import { TouchstoneError } from '../../../../../pipeline/contracts/errors/error.ts';
import type { ChatRequest, TextModel } from '../../../../../pipeline/contracts/generation.ts';
import { pipelineSpecSchema } from '../../../../../pipeline/contracts/spec.ts';
import { withEndpoint } from '../../../../../pipeline/engine/generation.ts';
import { evaluationResult } from '../../../../../stages/evaluate/evaluation-result.ts';
import { endpointAnswers } from '../../../../../stages/evaluate/peers/endpoint.ts';
import { fakeContext } from '../../context.ts';
import { TASK } from '../../records.ts';
import { atOnce } from '../at-once.ts';

const [A, B] = TASK.labels as [string, string];
const PHONE = '0912-345-678';
const RECORDS = Array.from({ length: 8 }, (_, i) => ({
  id: `r${i}`,
  text: `第 ${i} 件，電話 ${PHONE}`,
  truth: i % 2 === 0 ? A : B,
}));

/** A text model that answers by a rule and keeps what it was asked. */
function modelOf(answer: (number: number) => string, inside = false) {
  const seen: ChatRequest[] = [];
  const textModel: TextModel = {
    endpoint: { model: 'm', inside, concurrency: 2, price: null, extra: {} },
    ask: async (request) => {
      seen.push(request);
      const number = Number(/第 (\d+) 件/.exec(request.messages.at(-1)!.content)![1]);
      return { kind: 'answer', text: answer(number), usage: null };
    },
  };
  return { textModel, seen };
}

describe('the model behind the endpoint as a peer', () => {
  it('chooses a label for every record, masked; what names none is a class of its own', async () => {
    const { textModel, seen } = modelOf((number) =>
      number === 3 ? '不知道' : `{"label": "${number % 2 === 0 ? A : B}"}`,
    );
    const context = await fakeContext({ textModel });
    const given = await endpointAnswers('m', RECORDS, TASK, context);
    assert.deepEqual(given.answers, [A, B, A, '∅', A, B, A, B]);
    assert.deepEqual(given.labels, [A, B, '∅']);
    assert.ok(!JSON.stringify(seen).includes(PHONE) && JSON.stringify(seen).includes('〔手機1〕'));
    await context.close();
  });

  it('is asked nothing again that it has answered, whatever ended the stage', async () => {
    let broken = true;
    const { textModel, seen } = modelOf((number) => {
      if (broken && number >= 4)
        throw new TouchstoneError('GENERATE_UNREACHABLE', { params: { detail: 'gone' } });
      return A;
    });
    const context = await fakeContext({ textModel });
    await assert.rejects(endpointAnswers('m', RECORDS, TASK, context), { code: 'GENERATE_UNREACHABLE' });
    broken = false;
    seen.length = 0;
    await endpointAnswers('m', RECORDS, TASK, context);
    assert.equal(seen.length, 4);
    await context.close();
  });

  it('stands in the evaluation with its own class for what could not be read, which nobody else has', () => {
    const one = (answers: readonly string[], labels: readonly string[] = TASK.labels) => ({
      labels,
      answers,
      probabilities: answers.map((answer) =>
        Float64Array.from(labels, (label) => (label === answer ? 1 : 0)),
      ),
    });
    const right = RECORDS.map(({ truth }) => truth);
    const result = atOnce(
      evaluationResult(
        {
          task: TASK,
          records: RECORDS,
          systems: new Map([
            ['base', one(right.map(() => A))],
            ['tuned', one(right)],
          ]),
          peers: new Map([['endpoint', one([...right.slice(0, 6), '∅', '∅'], [A, B, '∅'])]]),
          peersLeftOut: [],
          slices: [],
          cut: [],
          testDigest: 'e'.repeat(64),
          production: null,
          at: new Date(0),
        },
        pipelineSpecSchema.parse({}).evaluate,
      ),
    );
    assert.deepEqual(result.labels, [A, B]);
    assert.deepEqual(
      result.systems.tuned.per_class.map(({ label }) => label),
      [A, B],
    );
    const [peer] = result.peers!;
    assert.deepEqual(peer!.metrics.confusion.labels, [A, B, '∅']);
    assert.equal(peer!.metrics.accuracy, 0.75);
    assert.equal(peer!.comparison.only_candidate_correct, 2);
    assert.ok(peer!.comparison.macro_f1_difference > 0.25);
  });

  it('is settled when a run is created: the model by name, or a fault where none is set up', () => {
    const spec = pipelineSpecSchema.parse({ evaluate: { endpoint: {} } });
    const facts = { model: 'qwen', inside: true, concurrency: 1, price: null, extra: {} };
    assert.deepEqual(withEndpoint(spec, facts).evaluate.endpoint, { model: 'qwen' });
    assert.throws(() => withEndpoint(spec, null), { code: 'EVALUATION_NO_ENDPOINT' });
    assert.equal(withEndpoint(pipelineSpecSchema.parse({}), null).evaluate.endpoint, null);
  });
});
