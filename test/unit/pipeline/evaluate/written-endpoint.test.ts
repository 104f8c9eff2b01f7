import assert from 'node:assert/strict';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Loaded here and not by the command, because a library of its leaves names in the global object.
import '../../../../pipeline/evaluate/evaluate-answers.ts';
import { answerFileSchema } from '../../../../reports/schema/answer-file-schema.ts';
import {
  answering,
  FaultyChatServer,
  type SeenRequest,
  sending,
} from '../../../fixtures/faulty-chat-server.ts';
import { parseMarkup } from '../../reports/markup.ts';
import { assertHarmless, assertSound } from '../../reports/sound-page.ts';
import { called } from '../cli/called.ts';

const PHONE = '0912-345-678';
const RECORDS = 10;

/** The number of the record that a request is about. */
const numberIn = ({ body }: SeenRequest): number =>
  Number(/第 (\d+) 件/.exec(body.messages.at(-1)!.content)![1]);

/** Says which of the two texts that a judge is shown is longer. */
function longer({ body }: SeenRequest): string {
  const [first, second] = [1, 2].map(
    (place) =>
      JSON.parse(
        new RegExp(`^作答 ${place}：(".*")$`, 'm').exec(body.messages.at(-1)!.content)![1]!,
      ) as string,
  );
  return JSON.stringify({
    better: first!.length === second!.length ? 'tie' : first!.length > second!.length ? '1' : '2',
  });
}

describe('touchstone evaluate of written answers by an endpoint, and by a judge', function () {
  this.timeout(120_000);
  let directory: string;
  let server: FaultyChatServer;
  let url: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'touchstone-written-endpoint-'));
    server = new FaultyChatServer((request) => answering(`第 ${numberIn(request)} 位，電話〔手機1〕`));
    url = await server.start();
  });
  afterEach(async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const file = async (name: string, rows: readonly object[]): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, rows.map((row) => JSON.stringify(row)).join('\n'));
    return path;
  };
  const rows = (row: (at: number) => object) => Array.from({ length: RECORDS }, (_, at) => row(at));
  const gold = (more: object = {}) =>
    file(
      'gold.jsonl',
      rows((at) => ({
        id: `r${at}`,
        input: `第 ${at} 件：電話 ${PHONE}`,
        output: `第 ${at} 位，電話${PHONE}`,
        ...more,
      })),
    );
  const evaluate = (task: string, path: string, ...more: string[]) =>
    called(['evaluate', '--task', task, '--gold', path, ...more], { TOUCHSTONE_HOME: directory });
  const asked = (task: string, path: string, ...more: string[]) =>
    evaluate(task, path, '--endpoint', url, '--model', 'm', ...more);
  const isKept = (path: string) =>
    access(`${path}.answers`).then(
      () => true,
      () => false,
    );

  it('asks every task by the prompt that the pipeline gives its models, masked, any text being an answer', async () => {
    const path = await gold();
    const { status, last, err } = await asked('question_answering', path, '--json');
    assert.equal(status, 0, err);
    const figures = JSON.parse(last);
    assert.deepEqual(figures.endpoint, { model: 'm', unanswered: 0, masked: RECORDS });
    assert.equal(figures.exact_match, 1, 'personal data is back in place');
    const [{ body }] = server.seen as [SeenRequest];
    assert.match(body.messages[0]!.content, /^請依據內容回答問題，只回答答案。\n\n第 \d 件/);
    assert.equal(body.response_format, undefined);
    assert.ok(!JSON.stringify(server.seen).includes(PHONE));
    assert.equal(await isKept(path), false);
  });

  it('leaves an instruction of the record’s own as it is, and names the labels of the truth where they are few', async () => {
    const own = await gold({ instruction: '請摘要。', system: '你是秘書。' });
    await asked('generation', own, '--json');
    const [{ body }] = server.seen as [SeenRequest];
    assert.deepEqual(body.messages[0], { role: 'system', content: '你是秘書。' });
    assert.match(body.messages[1]!.content, /^請摘要。\n\n第 \d 件/);
    server.seen.length = 0;
    server.behave = () => answering('衛生;環保');
    const labels = await file(
      'labels.jsonl',
      rows((at) => ({ id: `r${at}`, text: `第 ${at} 件`, output: at % 2 === 0 ? '環保;衛生' : '衛生' })),
    );
    const { last } = await asked('multi_label', labels, '--json');
    assert.equal(JSON.parse(last).subset_accuracy, 0.5);
    assert.match(server.seen[0]!.body.messages[0]!.content, /標籤：環保、衛生/);
  });

  it('counts what was not answered as blank, and goes on where it stood when the endpoint dies half-way', async () => {
    const path = await gold();
    server.behave = (request, number) =>
      number < 6
        ? answering(`第 ${numberIn(request)} 位，電話〔手機1〕`)
        : sending(401, { error: { code: 'invalid_api_key' } });
    const refused = await asked('question_answering', path);
    assert.equal(refused.status, 4);
    assert.match(refused.err, /EVALUATION_DENIED/);
    assert.match(refused.err, /6 of 10 answers are kept/);
    assert.equal(await isKept(path), true);
    server.seen.length = 0;
    server.behave = (request) =>
      numberIn(request) === 9 ? answering('', { finish: 'content_filter' }) : answering('不知道');
    const { last } = await asked('question_answering', path, '--json');
    const figures = JSON.parse(last);
    assert.equal(server.seen.length, RECORDS - 6);
    assert.equal(figures.endpoint.unanswered, 1);
    assert.equal(figures.unreadable, 1);
    assert.equal(await isKept(path), false);
  });

  it('has a judge compare predictions and baseline, in both orders, in report, terminal and JSON', async () => {
    const path = await gold();
    const predictions = await file(
      'p.jsonl',
      rows((at) => ({ id: `r${at}`, prediction: `第 ${at} 件，寫得比較長的回覆` })),
    );
    const baseline = await file(
      'b.jsonl',
      rows((at) => ({ id: `r${at}`, prediction: at === 0 ? '第 0 件，寫得比較長的回覆' : `第 ${at} 件` })),
    );
    server.behave = (request) => answering(longer(request));
    const options = ['--predictions', predictions, '--baseline', baseline, '--judge', url];
    const out = join(directory, 'report');
    const judging = [...options, '--judge-model', 'j', '--json', '--out', out];
    const { status, last, err } = await evaluate('generation', path, ...judging);
    assert.equal(status, 0, err);
    const { judge, n } = JSON.parse(last);
    assert.equal(n, RECORDS);
    const [against] = judge.comparisons;
    assert.deepEqual(
      [against.identical, against.candidate_better, against.reference_better, against.failed],
      [1, 9, 0, 0],
    );
    assert.ok(against.preferred.p < 0.01);
    const report = JSON.parse(await readFile(join(out, 'report.json'), 'utf8'));
    assert.deepEqual(answerFileSchema.parse(report).figures.judge, judge);
    for (const [page, said] of [
      ['index.html', /評審模型怎麼說/],
      ['en.html', /What a judge says/],
    ] as const) {
      const html = await readFile(join(out, page), 'utf8');
      assertSound(parseMarkup(html));
      assertHarmless(html);
      assert.match(html, said);
      assert.deepEqual(html.match(/NaN|Infinity|undefined|\[object/g), null);
    }
    assert.match(await readFile(join(out, 'summary.md'), 'utf8'), /評審/);
    const people = await evaluate('generation', path, ...options, '--judge-model', 'j', '--lang=en');
    assert.match(people.out, /Judge j on 10 records/);
    assert.equal(await isKept(path), false);
  });

  it('keeps a judge’s verdicts when its endpoint dies, names it, and says what a judge needs', async () => {
    const path = await gold();
    const predictions = await file(
      'p.jsonl',
      rows((at) => ({ id: `r${at}`, prediction: `第 ${at} 件，長` })),
    );
    const baseline = await file(
      'b.jsonl',
      rows((at) => ({ id: `r${at}`, prediction: `第 ${at} 件` })),
    );
    const compared = ['--predictions', predictions, '--baseline', baseline];
    const judge = ['--judge', url, '--judge-model', 'j'];
    server.behave = (request, number) =>
      number < 7 ? answering(longer(request)) : sending(403, { error: 'no' });
    const refused = await evaluate('generation', path, ...compared, ...judge);
    assert.equal(refused.status, 4);
    assert.match(refused.err, /--judge: status 403.*7 of 36 answers are kept/s);
    server.seen.length = 0;
    server.behave = (request) => answering(longer(request));
    assert.equal((await evaluate('generation', path, ...compared, ...judge)).status, 0);
    assert.equal(server.seen.length, 36 - 7);
    const usage = async (task: string, ...more: string[]) =>
      (await evaluate(task, path, ...more, '--lang=en')).err;
    assert.match(await usage('generation', '--predictions', predictions, ...judge), /--baseline/);
    assert.match(await usage('question_answering', ...compared, ...judge), /--task generation/);
    assert.match(await usage('generation', ...compared, '--judge', url), /--judge-model/);
    assert.match(await usage('generation', ...compared, ...judge, '--judge-records', '0'), /whole number/);
  });
});
