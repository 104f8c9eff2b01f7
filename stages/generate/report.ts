import {
  type EndpointFacts,
  GENERATION_FILTERS,
  type GenerateReport,
} from '../../pipeline/contracts/generation.ts';
import type { Localized } from '../../pipeline/contracts/names.ts';
import type { PipelineSpec } from '../../pipeline/contracts/spec.ts';
import type { StageSummary } from '../../pipeline/contracts/stage.ts';
import type { Asker } from './asker.ts';
import type { Budget } from './budget.ts';
import { mostLost } from './losses.ts';
import type { Tally } from './tally.ts';

/** The report of a run that asked for no generation. */
export function emptyReport(): GenerateReport {
  return {
    method: 'none',
    wanted: 0,
    generated: 0,
    model: null,
    inside: true,
    prompts: [],
    tried: 0,
    yields: GENERATION_FILTERS.map((filter) => ({ filter, active: false, came: 0, passed: 0 })),
    repaired: 0,
    judge_controls: null,
    per_label: [],
    masked: 0,
    answers: 0,
    uncounted: 0,
    tokens: { input: 0, output: 0 },
    cost: null,
    seconds: 0,
    ended: 'not_asked_for',
  };
}

/** The report of what was done. */
export function reportOf(done: {
  readonly config: PipelineSpec['generate'];
  readonly endpoint: EndpointFacts;
  readonly model: string;
  readonly asker: Asker;
  readonly budget: Budget;
  readonly tally: Tally;
  readonly controls: NonNullable<GenerateReport['judge_controls']> | null;
  readonly ended: GenerateReport['ended'];
  readonly seconds: number;
}): GenerateReport {
  const { config, endpoint, asker, budget, tally } = done;
  return {
    method: config.method,
    wanted: config.count,
    generated: tally.generated,
    model: done.model,
    inside: endpoint.inside,
    prompts: [...asker.prompts].sort(),
    tried: tally.tried,
    yields: tally.yields(config.filters),
    repaired: asker.repaired,
    judge_controls: done.controls,
    per_label: tally.perLabel,
    masked: asker.masked,
    answers: budget.answers,
    uncounted: budget.uncounted,
    tokens: budget.tokens,
    cost: budget.cost,
    seconds: done.seconds,
    ended: done.ended,
  };
}

/** What people are shown of it at once; `told` comes before what is said of the yield. */
export function summaryOf(report: GenerateReport, told: readonly Localized[] = []): StageSummary {
  const { method, generated, wanted, tried, model, tokens, cost, ended } = report;
  if (method === 'none') return { method, generated };
  const yields = Object.fromEntries(report.yields.map(({ filter, passed }) => [filter, passed]));
  const few: readonly Localized[] =
    generated < wanted
      ? [
          {
            'zh-TW': `要求生成 ${wanted} 筆，通過篩選的只有 ${generated} 筆（${REASONS[ended]['zh-TW']}）。`,
            en: `${wanted} generated records were asked for; only ${generated} passed the filters (${REASONS[ended].en}).`,
          },
        ]
      : [];
  return {
    method,
    generated,
    wanted,
    tried,
    yields,
    model,
    tokens,
    cost,
    warnings: [...told, ...few, ...whyFew(report), ...leniencyOf(report)],
  };
}

/** Where tries ran out, what most of them were lost at. */
function whyFew(report: GenerateReport): readonly Localized[] {
  if (report.generated >= report.wanted || report.ended !== 'no_more_tries') return [];
  const most = mostLost(report);
  return most === null ? [] : [most];
}

/** A judge that lets worthless texts pass has judged nothing. */
function leniencyOf({ judge_controls: controls, model }: GenerateReport): readonly Localized[] {
  if (!controls || controls.passed === 0) return [];
  const { tried, passed } = controls;
  return [
    {
      'zh-TW': `評分模型（${model}）給了 ${tried} 則毫無內容的對照文字中的 ${passed} 則及格分數，其評分不可信；請改用能力較強的模型，或以人工檢核。`,
      en: `The judge (${model}) let ${passed} of ${tried} worthless control texts pass, so its marks tell nothing: use a stronger model, or have people look at what was made.`,
    },
  ];
}

const REASONS: Readonly<Record<GenerateReport['ended'], Localized>> = {
  all_made: { 'zh-TW': '全部完成', en: 'all were made' },
  no_more_tries: { 'zh-TW': '嘗試次數或來源已用完', en: 'no tries or no material were left' },
  token_budget: { 'zh-TW': '已達詞元用量上限', en: 'the budget of tokens was used up' },
  cost_budget: { 'zh-TW': '已達費用上限', en: 'the budget of money was used up' },
  not_asked_for: { 'zh-TW': '未要求生成', en: 'none were asked for' },
};
