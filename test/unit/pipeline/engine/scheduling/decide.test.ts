import assert from 'node:assert/strict';
import { decide, outlook } from '../../../../../pipeline/engine/scheduling/decide.ts';
import {
  DEFAULT_RULES,
  type RunningWork,
  type ScheduleState,
  type Seat,
  type WaitingWork,
} from '../../../../../pipeline/engine/scheduling/state.ts';

const NOW = 10_000_000_000;
const node = (name: string, more: Partial<Seat> = {}): Seat => ({
  ...{ name, labels: [], gpus: 1, memoryMib: 24_000, free: true },
  ...more,
});
const waiting = (id: string, more: Partial<WaitingWork> = {}): WaitingWork => ({
  ...{ id, project: 'p', priority: 0, needs: { gpus: 1, memoryMib: 8000, labels: [] } },
  ...{ since: NOW - 1000, expectedSeconds: 100, avoid: [] },
  ...more,
});
const running = (id: string, on: string, more: Partial<RunningWork> = {}): RunningWork => ({
  ...{
    id,
    node: on,
    project: 'q',
    priority: 0,
    startedAt: NOW - 1_000_000,
    secondsLeft: 1000,
    preemptedFor: null,
  },
  ...more,
});
const state = (more: Partial<ScheduleState>): ScheduleState => ({
  ...{ now: NOW, waiting: [], running: [], nodes: [], used: {} },
  ...more,
});
const given = (of: Partial<ScheduleState>, rules = DEFAULT_RULES) =>
  decide(state(of), rules).starts.map(({ work, node: on }) => `${work}→${on}`);

describe('which work goes to which node', () => {
  it('only to one that has what it needs', () => {
    const needs = { gpus: 2, memoryMib: 40_000, labels: ['a100'] };
    const nodes = [
      node('small', { gpus: 2 }),
      node('one', { memoryMib: 80_000, labels: ['a100'] }),
      node('bare', { gpus: 4, memoryMib: 80_000 }),
    ];
    assert.deepEqual(given({ waiting: [waiting('w', { needs })], nodes }), []);
    const fitting = node('right', { gpus: 4, memoryMib: 80_000, labels: ['a100', 'x'] });
    assert.deepEqual(given({ waiting: [waiting('w', { needs })], nodes: [...nodes, fitting] }), ['w→right']);
  });

  it('to the one that fits most closely, so that large ones stay free', () => {
    const nodes = [node('large', { gpus: 8, memoryMib: 80_000 }), node('small')];
    const large = waiting('large-work', { needs: { gpus: 8, memoryMib: 0, labels: [] }, since: NOW });
    assert.deepEqual(given({ waiting: [waiting('w'), large], nodes }), ['w→small', 'large-work→large']);
  });

  it('by priority, then by what its project has used of its share, then by age', () => {
    const works = [
      waiting('old', { project: 'rich', since: NOW - 9000 }),
      waiting('poor', { project: 'poor' }),
      waiting('high', { project: 'rich', priority: 1, since: NOW }),
    ];
    const used = { rich: 1000, poor: 10 };
    const three = ['a', 'b', 'c'].map((name) => node(name));
    assert.deepEqual(given({ waiting: works, nodes: three, used }), ['high→a', 'poor→b', 'old→c']);
    const rules = { ...DEFAULT_RULES, shares: { rich: 1000 } };
    assert.deepEqual(given({ waiting: works, nodes: three, used }, rules), ['high→a', 'old→b', 'poor→c']);
  });

  it('so that a project with a thousand works holds up no other', () => {
    const bulk = Array.from({ length: 1000 }, (_, n) =>
      waiting(`bulk-${String(n).padStart(4, '0')}`, { project: 'bulk', since: NOW - 5000 }),
    );
    const starts = given({
      waiting: [...bulk, waiting('one', { project: 'one', since: NOW })],
      nodes: [node('a'), node('b')],
    });
    assert.deepEqual(starts, ['bulk-0000→a', 'one→b']);
  });

  it('lets low priorities age, but not those of a project that is being served', () => {
    const hours = 3600 * 1000;
    const works = [
      waiting('low', { project: 'starved', since: NOW - 3 * hours }),
      waiting('high', { priority: 2 }),
    ];
    const used = { starved: 0, p: 5 };
    assert.deepEqual(given({ waiting: works, nodes: [node('a')], used }), ['low→a']);
    const served = running('r', 'b', { project: 'starved', startedAt: NOW - hours / 2 });
    assert.deepEqual(given({ waiting: works, nodes: [node('a')], used, running: [served] }), ['high→a']);
  });

  it('not to a node that could not do it', () => {
    assert.deepEqual(given({ waiting: [waiting('w', { avoid: ['a'] })], nodes: [node('a')] }), []);
  });
});

describe('which work gives way', () => {
  const busy = [node('a', { free: false }), node('b', { free: false })];
  const urgent = waiting('urgent', { priority: 2 });

  it('the lowest, then the latest, for higher priorities alone and once', () => {
    const work = [running('long', 'a'), running('late', 'b', { startedAt: NOW - 500_000 })];
    const decision = decide(state({ waiting: [urgent], running: work, nodes: busy }), DEFAULT_RULES);
    assert.deepEqual(decision, { starts: [], preemptions: [{ work: 'late', for: 'urgent' }] });
    const asked = [work[0]!, { ...work[1]!, preemptedFor: 'urgent' }];
    assert.deepEqual(
      decide(state({ waiting: [urgent], running: asked, nodes: busy }), DEFAULT_RULES).preemptions,
      [],
    );
    const equal = work.map((one) => ({ ...one, priority: 2 }));
    assert.deepEqual(
      decide(state({ waiting: [urgent], running: equal, nodes: busy }), DEFAULT_RULES).preemptions,
      [],
    );
  });

  it('none that has just begun, is about to end, or whose node would not do', () => {
    const cases: RunningWork[] = [
      running('new', 'a', { startedAt: NOW - 1000 }),
      running('ending', 'a', { secondsLeft: 10 }),
      running('elsewhere', 'gone'),
    ];
    for (const one of cases)
      assert.deepEqual(
        decide(state({ waiting: [urgent], running: [one], nodes: busy }), DEFAULT_RULES).preemptions,
        [],
      );
    const old = running('aged', 'a');
    const low = waiting('low', { priority: 0, since: 0 });
    assert.deepEqual(
      decide(state({ waiting: [low], running: [old], nodes: busy }), DEFAULT_RULES).preemptions,
      [],
    );
  });
});

describe('the place in the queue', () => {
  it('says when each begins, if all goes as expected', () => {
    const nodes = [node('a', { free: false }), node('big', { gpus: 8, free: false })];
    const work = [running('r', 'a', { secondsLeft: 50 }), running('s', 'big', { secondsLeft: 400 })];
    const eight = waiting('eight', { needs: { gpus: 8, memoryMib: 0, labels: [] }, since: NOW });
    const never = waiting('never', { needs: { gpus: 64, memoryMib: 0, labels: [] }, since: NOW });
    const seen = outlook(
      state({
        waiting: [waiting('first'), waiting('second', { since: NOW - 500 }), eight, never],
        running: work,
        nodes,
      }),
      DEFAULT_RULES,
    );
    assert.deepEqual(Object.fromEntries(seen), {
      first: { place: 1, of: 4, fitting: 2, startsInSeconds: 50 },
      second: { place: 2, of: 4, fitting: 2, startsInSeconds: 150 },
      eight: { place: 3, of: 4, fitting: 1, startsInSeconds: 400 },
      never: { place: 4, of: 4, fitting: 0, startsInSeconds: null },
    });
  });
});
