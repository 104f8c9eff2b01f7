import type { IntervalMetric } from '../../pipeline/contracts/evaluation.ts';
import type { GateRuleId } from '../../pipeline/contracts/gate.ts';
import type { SystemId, Verdict } from '../../pipeline/contracts/names.ts';
import type { AdviceTexts } from './advice-texts.ts';
import type { DataTexts } from './data-texts.ts';
import type { GenerateTexts } from './generate-texts.ts';
import type { LookTexts } from './look-texts.ts';
import type { PartTexts } from './part-texts.ts';
import type { PeerTexts } from './peer-texts.ts';
import type { Phrase, Piece } from './phrase.ts';

/** Settings that have a name for people; any other is shown by its path alone. */
export const NAMED_SETTINGS = [
  'task.kind',
  'task.language',
  'task.prompt',
  'base',
  'ingest.columns',
  'ingest.encoding',
  'ingest.sheet',
  'ingest.normalise',
  'refine.near_duplicate_threshold',
  'split.test',
  'split.validation',
  'split.group',
  'split.time',
  'split.seed',
  'train.method',
  'train.objective',
  'train.beta',
  'train.sft_weight',
  'train.epochs',
  'train.learning_rate',
  'train.batch_size',
  'train.gradient_accumulation',
  'train.rank',
  'train.alpha',
  'train.dropout',
  'train.virtual_tokens',
  'train.max_length',
  'train.schedule',
  'train.warmup_ratio',
  'train.weight_averaging',
  'train.sweep',
  'train.packing',
  'train.seed',
] as const;
export type NamedSetting = (typeof NAMED_SETTINGS)[number];

/** Sections of the page, in their order. */
export const SECTIONS = [
  'verdict',
  'advice',
  'comparison',
  'classes',
  'confidence',
  'slices',
  'bias',
  'examples',
  'data',
  'training',
  'resources',
  'reproduce',
  'glossary',
] as const;
export type SectionId = (typeof SECTIONS)[number];

/** Words of the glossary, in their order. */
export const GLOSSARY = [
  'baseModel',
  'tunedModel',
  'testRecords',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'macro',
  'support',
  'interval',
  'p',
  'confusion',
  'confidence',
  'rankingCurves',
  'loss',
  'epoch',
  'digest',
] as const;
type GlossaryTerm = (typeof GLOSSARY)[number];

/** What a report says, in one language. Functions get figures that are already written for that language. */
export interface ReportTexts {
  readonly page: {
    readonly kind: string;
    title(name: string): string;
    readonly skip: string;
    readonly contents: string;
    /** Name of the other language, in that language. */
    readonly otherLanguage: string;
    readonly made: string;
    readonly base: string;
    readonly dataset: string;
    readonly testRecords: string;
    records(count: string): string;
    readonly files: string;
    readonly fullLabels: string;
    readonly fullLabelsLead: string;
    cutLabel(characters: string): string;
  };
  readonly sections: Readonly<Record<SectionId, string>>;
  /** Names for headings and legends, and for the middle of a sentence. */
  readonly systems: Readonly<Record<SystemId, string>>;
  readonly systemsInText: Readonly<Record<SystemId, string>>;
  readonly verdicts: Readonly<Record<Verdict, { readonly word: string; readonly sentence: string }>>;
  readonly verdict: {
    perHundred(tuned: string, base: string, production: string | null): string;
    readonly meaning: string;
    remaining(wrong: string, baseWrong: string): string;
    interval(n: string, confidence: string, range: string): string;
    mostConfused(truth: Piece, answer: Piece, count: string): Phrase;
    readonly next: Readonly<Record<Verdict, string>>;
    /** Heading over the rules that did not pass. */
    readonly missed: Readonly<Record<Exclude<Verdict, 'PASS'>, string>>;
    readonly pictureTitle: string;
    pictureDescription(system: string, right: string): string;
    right(count: string): string;
    readonly legendRight: string;
    readonly legendWrong: string;
    override(by: Piece): Phrase;
    readonly overrideReason: string;
  };
  readonly advice: AdviceTexts;
  readonly peers: PeerTexts;
  readonly looks: LookTexts;
  readonly parts: PartTexts;
  readonly comparison: {
    lead(n: string): string;
    readonly metric: string;
    readonly difference: string;
    chart(confidence: string): string;
    readonly points: string;
    intervalNote(confidence: string, draws: string): string;
    chanceTitle(reference: string): string;
    chance(words: string, p: Piece): Phrase;
    /** What stands between two sentences. */
    readonly gap: string;
    readonly conclusion: Readonly<Record<'better' | 'worse' | 'open', string>>;
    differenceInterval(points: string, low: string, high: string, confidence: string): string;
    onlyOne(candidate: string, reference: string, other: string): string;
    readonly gateTitle: string;
    readonly rule: string;
    readonly outcome: string;
    readonly evidence: string;
  };
  readonly metrics: Readonly<Record<IntervalMetric, { readonly name: string; readonly gloss: string }>>;
  readonly gateRules: Readonly<Record<GateRuleId, string>>;
  readonly chances: {
    readonly thousandth: string;
    readonly hundredth: string;
    readonly twentieth: string;
    about(percent: string): string;
  };
  readonly classes: {
    readonly lead: string;
    readonly caption: string;
    readonly label: string;
    readonly support: string;
    readonly precision: string;
    readonly recall: string;
    readonly f1: string;
    readonly baseF1: string;
    readonly chart: string;
    readonly barTuned: string;
    readonly barBase: string;
    weakest(shown: string): string;
    rest(count: string): string;
    leftOut(count: string): string;
    readonly matrixTitle: string;
    readonly matrixLead: string;
    matrixDescription(classes: string, right: string, n: string): string;
    readonly truth: string;
    readonly answer: string;
    readonly tableOfMatrix: string;
    overviewLead(classes: string): string;
    readonly pairsTitle: string;
    pairs(shown: string, total: string): string;
    readonly count: string;
    readonly share: string;
    readonly none: string;
    cell(truth: string, answer: string, count: string, share: string): string;
    unseen(label: Piece, records: string): Phrase;
    readonly unseenTitle: string;
  };
  readonly examples: {
    lead(shown: string, wrong: string): string;
    readonly none: string;
    group(truth: Piece, answer: Piece): Phrase;
    readonly regressions: string;
    readonly explained: string;
    strongest(part: Piece, before: string, after: string): Phrase;
    readonly noPart: string;
    records(count: string): string;
    more(count: string): string;
    readonly answered: string;
    sure(percent: string): string;
    readonly right: string;
    cut(characters: string): string;
    readonly record: string;
  };
  readonly data: DataTexts;
  readonly generate: GenerateTexts;
  readonly settings: {
    readonly field: string;
    readonly value: string;
    readonly reason: string;
    readonly fixed: string;
    readonly automatic: string;
    readonly yes: string;
    readonly no: string;
    readonly names: Readonly<Record<NamedSetting, string>>;
  };
  readonly training: {
    lead(records: string, epochs: string, duration: string): string;
    readonly lossTitle: string;
    readonly lossLead: string;
    lossDescription(first: string, last: string): string;
    readonly noLoss: string;
    readonly trainLoss: string;
    readonly validationLoss: string;
    readonly epoch: string;
    readonly loss: string;
    readonly lossTable: string;
    readonly settingsTitle: string;
    readonly factsTitle: string;
    readonly facts: Readonly<
      Record<
        | 'duration'
        | 'steps'
        | 'tokens'
        | 'speed'
        | 'memory'
        | 'device'
        | 'parameters'
        | 'truncated'
        | 'best'
        | 'pairs'
        | 'margin',
        string
      >
    >;
    speed(tokens: string): string;
    device(name: string, dtype: string, threads: string): string;
    parameters(trained: string, share: string): string;
    bestStep(step: string): string;
    pairAccuracy(share: string): string;
    margin(value: string): string;
    /** How to read the losses of preference training. */
    readonly preferenceLead: string;
  };
  readonly reproduce: {
    readonly lead: string;
    readonly file: string;
    readonly testFile: string;
    /** Where people decided about the data, or the test was frozen. */
    readonly keptThere: string;
    readonly commandTitle: string;
    readonly identityTitle: string;
    readonly identity: Readonly<
      Record<'startedBy' | 'dataset' | 'ownTest' | 'test' | 'base' | 'code' | 'evaluated', string>
    >;
    readonly versionsTitle: string;
    readonly licenceTitle: string;
    readonly specTitle: string;
  };
  readonly glossary: Readonly<Record<GlossaryTerm, { readonly term: string; readonly meaning: string }>>;
  readonly files: Readonly<
    Record<'findings' | 'predictions' | 'json' | 'schema' | 'junit' | 'summary' | 'spec', string>
  >;
}
