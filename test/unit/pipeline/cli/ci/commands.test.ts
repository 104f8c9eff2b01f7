import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ReportModel } from '../../../../../pipeline/contracts/report.ts';
import {
  failedModel,
  inconclusiveModel,
  modelWithProduction,
  passedModel,
} from '../../../../fixtures/report-model.ts';
import { freePort } from '../../../../servers/free-port.ts';
import { startApi, type TestApi } from '../../api/fixture.ts';
import { called, carryRuns, storedReport } from '../called.ts';

describe('commands that CI pipelines are made of', function () {
  this.timeout(20_000);
  let api: TestApi;
  let home: string;

  beforeEach(async () => {
    api = await startApi();
    home = mkdtempSync(join(tmpdir(), 'touchstone-ci-'));
  });
  afterEach(async () => {
    await api.close();
    rmSync(home, { recursive: true });
  });

  const touchstone = (...argv: string[]) =>
    called(argv, { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home, LANG: 'C' });

  /** A run that has ended, with this report. */
  async function reported(model: ReportModel = passedModel()): Promise<string> {
    const passed = model.gate.verdict === 'PASS' ? { name: 'unit', version: 3 } : null;
    const report = await storedReport(api, model);
    carryRuns(api, { verdict: model.gate.verdict, model: passed, report });
    const { id } = await api.startRun();
    await touchstone('runs', 'follow', id);
    return id;
  }

  describe('runs stage', () => {
    it('ends with 0 when its stage is done, and shows no other', async () => {
      const { id } = await api.startRun();
      api.service.madeRuns.finishStage(id, 'ingest', {});
      setTimeout(() => api.service.madeRuns.finishStage(id, 'generate', {}), 20);
      const { status, out } = await touchstone('runs', 'stage', id, 'generate');
      assert.equal(status, 0);
      assert.match(out, /✓ generate/);
      assert.doesNotMatch(out, /ingest/);
    });

    it('does not wait for a stage that is done already', async () => {
      const { id } = await api.startRun();
      api.service.madeRuns.finishStage(id, 'ingest', {});
      const { status, last } = await touchstone('runs', 'stage', id, 'ingest', '--json');
      assert.deepEqual(
        [status, JSON.parse(last).stage, JSON.parse(last).status, JSON.parse(last).error],
        [0, 'ingest', 'done', null],
      );
    });

    it('ends as the run does where that ends before', async () => {
      const { id } = await api.startRun();
      setTimeout(() => api.service.madeRuns.finish(id, 'cancelled'), 20);
      const { status, out } = await touchstone('runs', 'stage', id, 'train');
      assert.equal(status, 4);
      assert.match(out, new RegExp(`${id}: cancelled`));
    });

    it('leaves the run alone when it is interrupted', async () => {
      const { id } = await api.startRun();
      const interrupt = AbortSignal.timeout(100);
      const environment = { TOUCHSTONE_URL: api.url, TOUCHSTONE_HOME: home };
      const { status } = await called(['runs', 'stage', id, 'train'], environment, interrupt);
      assert.deepEqual([status, (await api.service.runs.show(id, 'en')).status], [130, 'queued']);
    });

    it('knows the stages by name', async () => {
      const { status, err } = await touchstone('runs', 'stage', 'run_1', 'trian');
      assert.equal(status, 2);
      assert.match(err, /trian.*ingest, generate/s);
    });
  });

  describe('runs summary', () => {
    const lines = (out: string) =>
      new Map(
        out
          .trimEnd()
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
      );

    it('tells verdict, version and figures, production before base', async () => {
      const id = await reported(modelWithProduction());
      const { status, out } = await touchstone('runs', 'summary', id);
      const said = lines(out);
      assert.equal(status, 0);
      assert.deepEqual(
        ['RUN', 'VERDICT', 'VERSION', 'METRIC', 'REASON'].map((key) => said.get(`TOUCHSTONE_${key}`)),
        [id, 'PASS', '3', 'F1', ''],
      );
      assert.match(
        said.get('TOUCHSTONE_HEADLINE')!,
        /^PASS: F1 0\.\d{3}, production 0\.\d{3} \([+−]0\.\d{3}\)$/,
      );
      assert.match(said.get('TOUCHSTONE_BADGE')!, /^PASS F1 0\.\d{3} \([+−]0\.\d{3}\)$/);
      assert.equal(said.get('TOUCHSTONE_REPORT'), `${api.url}/v1/runs/${id}/report`);
      const json = JSON.parse((await touchstone('runs', 'summary', id, '--json')).last);
      assert.equal(json.production, Number(said.get('TOUCHSTONE_PRODUCTION')));
      assert.equal(json.tuned, Number(said.get('TOUCHSTONE_TUNED')));
    });

    it('holds the tuned model against its base where nothing is in production', async () => {
      const said = lines((await touchstone('runs', 'summary', await reported(passedModel()))).out);
      assert.match(said.get('TOUCHSTONE_HEADLINE')!, /, base 0\.\d{3}/);
      assert.equal(said.get('TOUCHSTONE_PRODUCTION'), '');
    });

    for (const model of [failedModel(), inconclusiveModel()]) {
      it(`says why the gate said ${model.gate.verdict}, in both languages, and ends with 0`, async () => {
        const id = await reported(model);
        const rules = model.gate.rules.filter(({ verdict }) => verdict === model.gate.verdict);
        assert.ok(rules.length > 0);
        for (const language of ['en', 'zh-TW'] as const) {
          const { status, out } = await touchstone('runs', 'summary', id, '--lang', language);
          assert.equal(status, 0);
          for (const { explanation } of rules)
            assert.ok(lines(out).get('TOUCHSTONE_REASON')!.includes(explanation[language]));
        }
      });
    }

    it('tells of a run without a report what became of it', async () => {
      const { id } = await api.startRun();
      api.service.madeRuns.finish(id, 'cancelled');
      const said = lines((await touchstone('runs', 'summary', id)).out);
      assert.deepEqual(
        ['STATUS', 'VERDICT', 'VERSION', 'HEADLINE', 'REPORT'].map((key) => said.get(`TOUCHSTONE_${key}`)),
        ['cancelled', '', '', 'cancelled', ''],
      );
    });
  });

  describe('between two of which the service is started anew', () => {
    let door: Server;
    let port: number;

    beforeEach(async () => {
      port = await freePort();
      door = createServer((socket) => {
        socket.pipe(connect(Number(new URL(api.url).port), '127.0.0.1')).pipe(socket);
      });
    });
    afterEach(() => door.close());

    const commands: readonly (readonly string[])[] = [
      ['runs', 'stage', 'RUN', 'ingest'],
      ['runs', 'summary', 'RUN'],
      ['runs', 'cancel', 'RUN'],
      ['report', 'RUN'],
    ];
    for (const command of commands)
      it(`waits for it: ${command.join(' ')}`, async () => {
        const id = command.includes('report') ? await reported() : (await api.startRun()).id;
        api.service.madeRuns.finishStage(id, 'ingest', {});
        const environment = { TOUCHSTONE_URL: `http://127.0.0.1:${port}`, TOUCHSTONE_HOME: home };
        const argv = command.map((word) => (word === 'RUN' ? id : word));
        const answer = called([...argv, '--lang', 'en'], environment);
        // Longer than the tries of one request take.
        await delay(1000);
        door.listen(port, '127.0.0.1');
        await once(door, 'listening');
        const { status, out, err } = await answer;
        assert.equal(status, 0, err);
        assert.match(`${out}${err}`, /trying again for up to \d+ s/);
      });

    it('and gives up when its time is over', async () => {
      const environment = { TOUCHSTONE_URL: `http://127.0.0.1:${port}`, TOUCHSTONE_RECONNECT: '1' };
      const { status, err } = await called(['runs', 'summary', 'run_1'], environment);
      assert.equal(status, 4);
      assert.match(err, /CLI_SERVICE_UNREACHABLE/);
    });
  });
});
