import type { TokenLimits } from '../../pipeline/contracts/base-limits.ts';
import type { DatasetDecision } from '../../pipeline/contracts/decisions.ts';
import {
  byRule,
  type FindingAction,
  REFINE_RULES,
  type RefineFinding,
  type RefineReport,
  type RefineRule,
} from '../../pipeline/contracts/quality.ts';
import type { DatasetRecord } from '../../pipeline/contracts/record.ts';
import { excerpt } from '../excerpt.ts';
import { answerText, canonicalQuestion, contentWords, digestText } from '../fingerprint/content.ts';
import { SharedOpenings } from '../fingerprint/shared-openings.ts';
import { type Banding, bandingFor } from '../near-duplicate/banding.ts';
import type { Masker, MaskMap } from '../personal/mask.ts';
import type { Active, Noticed } from './active-rule.ts';
import { Conceal } from './conceal.ts';
import { Decided, relabelled, ruleActionOf, type Standing } from './decided.ts';
import { Examined, measureFor } from './examined.ts';
import { beyondRepair, type Fate, fateOf } from './fate.ts';
import type { LookedAhead, LookRule } from './look.ts';
import { once } from './once.ts';
import { Origins } from './origins.ts';
import { QUALITY_RULES } from './registry.ts';
import type { RecordRuleState, SetRuleState } from './rule.ts';
import { ScoreTally } from './score-tally.ts';
import { actionsOf, type RefineSettings } from './settings.ts';
import { Veil } from './veil.ts';

/** Findings that the report itself carries; the whole list is a file of its own. */
const REPORTED = 1_000;
/** Findings about the dataset that the report carries of each rule. */
const REPORTED_OF_DATASET = 100;

/** A record that has met the rules which judge it by itself. */
export interface Cleaned {
  readonly record: DatasetRecord;
  readonly repaired: boolean;
  readonly fate: Fate;
  /** What was measured of it ahead, for `survey` and `judge`. */
  readonly measure: Uint32Array | null;
}

export interface RefinementOptions {
  readonly settings: RefineSettings;
  readonly tokenLimits: TokenLimits;
  /** What people decided about this dataset. */
  readonly decisions?: readonly DatasetDecision[];
  onFinding(finding: RefineFinding): void;
}

/**
 * Takes a dataset through the quality rules, in the order of `REFINE_RULES`. Three passes over the records, in the same
 * order: `clean` shows each record to the rules that judge it by itself, and may repair it; `survey` shows what is left to
 * the rules that judge by all the others, and `compareWith` the records of a test file, if there is one; after `settle`, `judge` says where each of those goes. A record that one rule
 * takes out is not seen by the next.
 *
 * People's decisions come first: a record that is to be dropped, held back or relabelled is so before any rule sees it, and
 * one that is to be kept is repaired like the others but taken out by none, except that of exact copies only one stays.
 */
export class Refinement {
  readonly #actions: RefineReport['actions'];
  readonly #recordRules: Active<RecordRuleState>[] = [];
  readonly #setRules: Active<SetRuleState>[] = [];
  readonly #onFinding: (finding: RefineFinding) => void;
  readonly #byRule = byRule(() => 0);
  readonly #findings: RefineFinding[] = [];
  readonly #fates: Record<Fate, number> = { kept: 0, held_back: 0, dropped: 0 };
  readonly #openings = new SharedOpenings();
  readonly #masker: Masker | null;
  readonly #veil: Veil | null;
  readonly #conceal: Conceal | null;
  readonly #decided: Decided;
  /** Contents of changed records as they came. */
  readonly #origins = new Origins();
  /** Records that a person wants kept, by id. */
  readonly #released = new Map<string, Standing>();
  readonly #score = new ScoreTally();
  /** How records are measured ahead; null where no rule gains by it. */
  readonly banding: Banding | null;
  #input = 0;
  #fixed = 0;

  constructor({ settings, tokenLimits, decisions = [], onFinding }: RefinementOptions) {
    this.#onFinding = onFinding;
    this.#decided = new Decided(decisions);
    const actions = actionsOf(settings);
    const context = {
      nearDuplicateThreshold: settings.near_duplicate_threshold,
      tokenLimits,
      openings: this.#openings,
    };
    for (const rule of REFINE_RULES) {
      const standing = this.#decided.ofRule(rule, (settings.rules[rule] ?? 'auto') !== 'auto');
      if (standing !== null) actions[rule] = ruleActionOf(standing);
      const action = actions[rule];
      if (action === 'off') continue;
      const definition = QUALITY_RULES[rule];
      if (definition.scope === 'record')
        this.#recordRules.push({ rule, action, standing, state: definition.begin(context) });
      else this.#setRules.push({ rule, action, standing, state: definition.begin(context) });
    }
    this.#actions = actions;
    const gains = actions.near_duplicate !== 'off' || actions.outlier !== 'off';
    this.banding = gains ? bandingFor(settings.near_duplicate_threshold) : null;
    const masking = this.#recordRules.find(({ action, state }) => action === 'fix' && state.masker);
    this.#masker = masking?.state.masker ?? null;
    this.#veil = this.#masker && new Veil(this.#masker);
    this.#conceal = this.#masker && new Conceal(this.#masker, actions.secret === 'fix');
  }

  /** What undoes the masking so far; null where nothing was masked. To be kept apart from all else. */
  get maskMap(): MaskMap | null {
    return this.#masker === null || this.#masker.map.size === 0 ? null : this.#masker.map;
  }

  /** A record as it may be kept aside: as it came, its personal data masked where that is what the rule does. */
  aside(record: DatasetRecord, ahead: LookedAhead | null = null): DatasetRecord {
    return this.#conceal?.whole(record, ahead?.whole) ?? record;
  }

  /** The rules that judge a record by itself, in their order, for a `RecordLook` elsewhere. */
  get recordRules(): readonly LookRule[] {
    return this.#recordRules.map(({ rule, action }) => ({ rule, action }));
  }

  /** The record as it goes on (`ahead`: what a `RecordLook` by `recordRules` saw of it), `repaired` where a rule is to repair; `fate` is `kept` unless a rule or a person took it out. */
  clean(came: DatasetRecord, ahead: LookedAhead | null = null): Cleaned {
    this.#input += 1;
    const original = this.#conceal?.named(came) ?? came;
    const origin = once(() => ahead?.content ?? contentWords(canonicalQuestion(original), original));
    const standing = this.#decided.ofRecords ? this.#decided.ofRecord(digestText(origin())) : null;
    const start = standing === null ? original : this.#decide(original, origin, standing);
    if (start === null)
      return { record: original, repaired: false, fate: this.#out(standing!), measure: null };
    // What was seen of a record holds no more where a person changed it.
    const seen = start === original ? ahead : null;
    let record = start;
    let fate: Fate = 'kept';
    const found = new Set<RefineRule>();
    for (const [place, active] of this.#recordRules.entries()) {
      const { rule, action, state } = active;
      const notice =
        seen !== null && place < seen.looked ? seen.noticeAt(place, record) : state.examine(record);
      if (notice === null) continue;
      found.add(rule);
      const fixed = action === 'fix' ? (notice.fixed ?? state.repair?.(record, notice)) : undefined;
      const { beyond = fixed === undefined } = notice;
      const wanted = action === 'fix' && beyond ? beyondRepair(rule) : action;
      const done = this.#note({
        record: original,
        origin,
        active,
        wanted,
        with: null,
        evidence: this.#veil?.evidence(notice.evidence, record, notice.sighted) ?? notice.evidence,
      });
      fate = fateOf(done);
      if (fate !== 'kept') break;
      if (action === 'fix') record = fixed ?? record;
    }
    this.#score.found(found);
    const repaired = record !== start;
    if (fate === 'kept') {
      record = this.#conceal?.columns(record) ?? record;
      this.#openings.see(record);
      if (record !== original) this.#origins.add(original.id, origin());
    } else {
      this.#fates[fate] += 1;
    }
    const measure = fate === 'kept' && seen !== null ? seen.measure : null;
    return { record, repaired, fate, measure };
  }

  /** `words`: what `clean` gave for the record; the same for `judge`. */
  survey(record: DatasetRecord, words: Uint32Array | null = null): void {
    const measure = measureFor(record, words, this.banding, this.#openings);
    for (const { state } of this.#setRules) state.survey?.(record, measure);
  }

  /**
   * Shows a record of the test file, after the last `survey`; gives it as it may be tested with: its personal data masked
   * as that of the records is, else unchanged.
   */
  compareWith(came: DatasetRecord): DatasetRecord {
    const testRecord = this.aside(came);
    for (const { state } of this.#setRules) state.compareWith?.(testRecord);
    return testRecord;
  }

  /** Throws what `signal` was aborted with. */
  async settle(signal?: AbortSignal): Promise<void> {
    for (const { state } of this.#setRules) await state.settle?.(signal);
  }

  judge(record: DatasetRecord, repaired: boolean, words: Uint32Array | null = null): Fate {
    const found = new Set<RefineRule>();
    const measure = measureFor(record, words, this.banding, this.#openings);
    const examined = new Examined(record, this.#openings, measure);
    const fate = this.#judge(examined, found);
    this.#score.found(found);
    if (fate === 'kept') this.#score.keep(record, examined.gist);
    this.#fates[fate] += 1;
    if (repaired && fate === 'kept') this.#fixed += 1;
    return fate;
  }

  /** What there is to say, after the last record was judged. */
  report(): RefineReport {
    const concluded = this.#setRules.map(({ rule, action, state }) => ({
      rule,
      found: (state.conclude?.() ?? []).map((evidence) => ({ rule, action, evidence })),
    }));
    const counts = { ...this.#byRule };
    for (const { rule, found } of concluded) counts[rule] += found.length;
    return {
      input: this.#input,
      ...this.#fates,
      fixed: this.#fixed,
      by_rule: counts,
      actions: this.#actions,
      score: this.#score.card(this.#input),
      dataset_findings: concluded.flatMap(({ found }) => found.slice(0, REPORTED_OF_DATASET)),
      skipped: this.#setRules.flatMap(({ rule, state }) => {
        const reason = state.skipped?.() ?? null;
        return reason === null ? [] : [{ rule, reason }];
      }),
      decided: this.#decided.report(),
      findings: [...this.#findings],
    };
  }

  /** The record as a person wants it, null where it goes no further. */
  #decide(record: DatasetRecord, origin: () => Uint32Array, standing: Standing): DatasetRecord | null {
    const { action, label, by, reason } = standing.decision;
    standing.records += 1;
    if (action === 'keep') {
      this.#released.set(record.id, standing);
      return record;
    }
    let evidence = '';
    if (action === 'relabel') {
      evidence = `${excerpt(answerText(record), 40)} → ${excerpt(label!, 40)}`;
      evidence = this.#veil?.evidence(evidence, record) ?? evidence;
    }
    this.#tell({
      record: record.id,
      content: digestText(origin()),
      rule: 'decision',
      action,
      with: null,
      evidence,
      decision: { by, reason },
    });
    return action === 'relabel' ? relabelled(record, label!) : null;
  }

  /** Counts a record that a person takes out. */
  #out({ decision }: Standing): Fate {
    const fate = decision.action === 'drop' ? 'dropped' : 'held_back';
    this.#fates[fate] += 1;
    return fate;
  }

  #judge(examined: Examined, found: Set<RefineRule>): Fate {
    const { record } = examined;
    const origin = () => this.#origins.of(record.id) ?? examined.key;
    for (const active of this.#setRules) {
      let done: FindingAction = 'warn';
      for (const notice of active.state.examine(examined)) {
        found.add(active.rule);
        done = this.#note({ record, origin, active, wanted: active.action, ...notice });
      }
      const fate = fateOf(done);
      if (fate !== 'kept') return fate;
    }
    return 'kept';
  }

  /** Tells what a rule noticed; gives what is done about it when people's decisions are counted in. */
  #note({ record, origin, active, wanted, with: other, evidence }: Noticed): FindingAction {
    const { rule, standing } = active;
    const released = rule === 'exact_duplicate' ? undefined : this.#released.get(record.id);
    const decisive = released !== undefined && fateOf(wanted) !== 'kept' ? released : standing;
    const action = decisive?.decision.action === 'keep' ? 'keep' : wanted;
    if (standing !== null) standing.records += 1;
    this.#byRule[rule] += 1;
    this.#tell({
      ...{ record: record.id, content: digestText(origin()), rule, action, with: other, evidence },
      ...(decisive && { decision: { by: decisive.decision.by, reason: decisive.decision.reason } }),
    });
    return action;
  }

  #tell(finding: RefineFinding): void {
    if (this.#findings.length < REPORTED) this.#findings.push(finding);
    this.#onFinding(finding);
  }
}
