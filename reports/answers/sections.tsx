import type { AnswerReportModel } from '../../pipeline/contracts/report.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { CutNote } from '../components/cut-note.tsx';
import { GateRules } from '../components/gate-rules.tsx';
import { OverrideNote } from '../components/override-note.tsx';
import { SliceComparisonTables } from '../components/slice-comparison-tables.tsx';
import { TestLooks } from '../components/test-looks.tsx';
import { exampleGroups, groupTotals, regressedFrom } from '../reading/answer-examples.ts';
import { overrideIn } from '../reading/settings.ts';
import { AnswerChance } from './answer-chance.tsx';
import { AnswerExamples } from './answer-examples.tsx';
import { AnswerPeers } from './answer-peers.tsx';
import type { AnswerReader } from './answer-reader.ts';
import { GroupTable } from './group-table.tsx';
import { JudgeSection } from './judge-section.tsx';
import { MetricTable } from './metric-table.tsx';
import { PairsSection } from './pairs-section.tsx';
import { PartDifferences } from './part-differences.tsx';
import { AnswerStatement } from './statement.tsx';

/** Where the gate sets no limit of its own for p. */
const USUAL_LIMIT = 0.05;

export interface AnswerSectionProps {
  readonly model: AnswerReportModel;
  readonly reader: AnswerReader;
}

export function AnswerVerdictSection({ model, reader }: AnswerSectionProps) {
  const override = overrideIn(model.spec);
  return (
    <>
      <AnswerStatement evaluation={model.evaluation} gate={model.gate} reader={reader} />
      {override !== null && model.gate.verdict !== 'PASS' ? (
        <OverrideNote override={override} reader={reader} />
      ) : null}
    </>
  );
}

export function AnswerComparisonSection({ model, reader }: AnswerSectionProps) {
  const { evaluation, gate } = model;
  const limit = gate.rules.find(({ rule }) => rule === 'better_than_base')?.figures.limit ?? USUAL_LIMIT;
  return (
    <>
      <p class="lead">{reader.texts.comparison.lead(reader.figures.count(evaluation.n))}</p>
      <TestLooks model={model} reader={reader} />
      <CutNote cut={evaluation.cut} n={evaluation.n} reader={reader} />
      <MetricTable evaluation={evaluation} reader={reader} />
      <AnswerPeers evaluation={evaluation} reader={reader} />
      <div class="chances">
        {evaluation.comparisons.map((comparison) => (
          <AnswerChance
            key={comparison.reference}
            comparison={comparison}
            n={evaluation.n}
            confidence={evaluation.confidence}
            limit={limit}
            reader={reader}
          />
        ))}
      </div>
      <PairsSection preference={evaluation.preference ?? null} reader={reader} />
      <JudgeSection judge={evaluation.judge ?? null} reader={reader} />
      <SliceComparisonTables
        slices={evaluation.production_slices}
        metric={reader.metric(TASKS[evaluation.task].primary).name}
        reader={reader}
      />
      <GateRules gate={gate} reader={reader} />
    </>
  );
}

/** Labels, types or fields; only tasks that have such parts get this section. */
export function PartsSection({ model, reader }: AnswerSectionProps) {
  const { task, systems } = model.evaluation;
  const kind = TASKS[task].groups;
  return kind === null ? null : (
    <>
      <GroupTable kind={kind} tuned={systems.tuned.groups} base={systems.base.groups} reader={reader} />
      <PartDifferences kind={kind} comparisons={model.evaluation.comparisons} reader={reader} />
    </>
  );
}

export function AnswerExamplesSection({ model, reader }: AnswerSectionProps) {
  const { evaluation } = model;
  const reference = regressedFrom(evaluation);
  return (
    <AnswerExamples
      groups={exampleGroups(evaluation)}
      reference={reference}
      totals={groupTotals(evaluation, reference)}
      reader={reader}
    />
  );
}
