import type { SplitReport } from '../../pipeline/contracts/data-reports.ts';
import { primaryOf } from '../../pipeline/contracts/primary.ts';
import type { AnyReportModel, ReportModel } from '../../pipeline/contracts/report.ts';
import type { Advice } from '../advice/evidence.ts';
import { AdviceList } from '../components/advice-list.tsx';
import { Chance } from '../components/chance.tsx';
import { ClassTable } from '../components/class-table.tsx';
import { Confusions } from '../components/confusions.tsx';
import { CutNote } from '../components/cut-note.tsx';
import { GateRules } from '../components/gate-rules.tsx';
import { GeneratedRecords } from '../components/generated-records.tsx';
import { IntakeFacts } from '../components/intake-facts.tsx';
import { Label } from '../components/label.tsx';
import { LearningCurve } from '../components/learning-curve.tsx';
import { LossFigure } from '../components/loss-figure.tsx';
import { MetricComparison } from '../components/metric-comparison.tsx';
import { OverrideNote } from '../components/override-note.tsx';
import { PeerTable } from '../components/peer-table.tsx';
import { PreviousAdvice } from '../components/previous-advice.tsx';
import { RecordFlow } from '../components/record-flow.tsx';
import { RefineTables } from '../components/refine-tables.tsx';
import { Reproduction } from '../components/reproduction.tsx';
import { Resources } from '../components/resources.tsx';
import { ScoreTable } from '../components/score-card.tsx';
import { SettingTable } from '../components/setting-table.tsx';
import { SliceComparisonTables } from '../components/slice-comparison-tables.tsx';
import { SplitTable } from '../components/split-table.tsx';
import { Sweep } from '../components/sweep.tsx';
import { TestLooks } from '../components/test-looks.tsx';
import { TrainingFacts } from '../components/training-facts.tsx';
import { VerdictStatement } from '../components/verdict-statement.tsx';
import { WrongExamples } from '../components/wrong-examples.tsx';
import { specFileOf } from '../files/spec-file.ts';
import type { Reader } from '../reader.ts';
import { wrongGroups } from '../reading/confusions.ts';
import { overrideIn, settingsUnder } from '../reading/settings.ts';
import { ClassDifferences, FurtherMetrics } from './detail-sections.tsx';

/** Where the gate sets no limit of its own for p. */
const USUAL_LIMIT = 0.05;

interface SectionProps {
  readonly model: ReportModel;
  readonly reader: Reader;
}

/** Of sections that are the same for every task. */
interface AnySectionProps {
  readonly model: AnyReportModel;
  readonly reader: Reader;
}

export function VerdictSection({ model, reader }: SectionProps) {
  const override = overrideIn(model.spec);
  return (
    <>
      <VerdictStatement evaluation={model.evaluation} gate={model.gate} reader={reader} />
      {override !== null && model.gate.verdict !== 'PASS' ? (
        <OverrideNote override={override} reader={reader} />
      ) : null}
    </>
  );
}

export function AdviceSection({ model, items, reader }: AnySectionProps & { items: readonly Advice[] }) {
  const previous = model.previous ?? null;
  return (
    <>
      {items.length === 0 ? null : <p class="lead">{reader.texts.advice.lead}</p>}
      <AdviceList items={items} reader={reader} />
      {previous === null ? null : (
        <PreviousAdvice previous={previous} now={primaryOf(model.evaluation).systems.tuned} reader={reader} />
      )}
    </>
  );
}

export function ComparisonSection({ model, reader }: SectionProps) {
  const { evaluation, gate } = model;
  const limit = gate.rules.find(({ rule }) => rule === 'better_than_base')?.figures.limit ?? USUAL_LIMIT;
  return (
    <>
      <p class="lead">{reader.texts.comparison.lead(reader.figures.count(evaluation.n))}</p>
      <TestLooks model={model} reader={reader} />
      <CutNote cut={evaluation.cut} n={evaluation.n} reader={reader} />
      <MetricComparison evaluation={evaluation} reader={reader} />
      <PeerTable evaluation={evaluation} reader={reader} />
      <div class="chances">
        {evaluation.comparisons.map((comparison) => (
          <Chance
            key={comparison.reference}
            comparison={comparison}
            confidence={evaluation.confidence}
            limit={limit}
            reader={reader}
          />
        ))}
      </div>
      <SliceComparisonTables
        slices={evaluation.production_slices}
        metric={reader.texts.metrics.macro_f1.name}
        reader={reader}
      />
      <GateRules gate={gate} reader={reader} />
      <FurtherMetrics model={model} reader={reader} />
    </>
  );
}

export function ClassesSection({ model, reader }: SectionProps) {
  const { tuned, base } = model.evaluation.systems;
  const { classes } = reader.texts;
  return (
    <>
      <p class="lead">{classes.lead}</p>
      <ClassTable tuned={tuned.per_class} base={base.per_class} reader={reader} />
      <ClassDifferences model={model} reader={reader} />
      {model.evaluation.unseen_labels.length === 0 ? null : (
        <div class="callout">
          <h3>{classes.unseenTitle}</h3>
          <ul>
            {model.evaluation.unseen_labels.slice(0, 20).map(({ label, records }) => (
              <li key={label}>
                {classes.unseen(<Label name={label} reader={reader} />, reader.figures.count(records))}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Confusions metrics={tuned} reader={reader} />
    </>
  );
}

export function ExamplesSection({ model, reader }: SectionProps) {
  const { tuned } = model.evaluation.systems;
  const right = tuned.confusion.matrix.reduce((sum, row, at) => sum + row[at]!, 0);
  return (
    <WrongExamples
      groups={wrongGroups(model.evaluation.wrong, tuned.confusion)}
      wrong={tuned.n - right}
      explanations={new Map(model.details?.explanations?.map((one) => [one.id, one]))}
      reader={reader}
    />
  );
}

/** What the check after the split compared, and what it found. */
function leakageText({ comparisons }: SplitReport['leakage_check'], { texts, figures }: Reader): string {
  const found = comparisons.reduce((sum, comparison) => sum + comparison.found, 0);
  return texts.data.leakage(
    comparisons.map(({ kind }) => kind),
    figures.count(Math.max(0, ...comparisons.map(({ compared }) => compared))),
    found === 0 ? null : figures.count(found),
  );
}

export function DataSection({ model, reader }: AnySectionProps) {
  const { data } = reader.texts;
  return (
    <>
      <RecordFlow refine={model.refine} split={model.split} reader={reader} />
      <h3>{data.intakeTitle}</h3>
      <IntakeFacts intake={model.intake} reader={reader} />
      {model.generate === undefined ? null : (
        <GeneratedRecords generate={model.generate} trained={model.split.generated} reader={reader} />
      )}
      <h3>{data.refineTitle}</h3>
      <RefineTables refine={model.refine} reader={reader} />
      <h3>{data.scoreTitle}</h3>
      <ScoreTable score={model.refine.score} reader={reader} />
      <h3>{data.splitTitle}</h3>
      <p>{data.methods[model.split.method]}</p>
      {model.split.leaked === 0 ? null : <p>{data.leaked(reader.figures.count(model.split.leaked))}</p>}
      {model.split.test_left_out === 0 ? null : (
        <p>{data.testLeftOut(reader.figures.count(model.split.test_left_out))}</p>
      )}
      <p>{leakageText(model.split.leakage_check, reader)}</p>
      {model.split.per_label.length === 0 ? null : <SplitTable split={model.split} reader={reader} />}
      <SettingTable
        title={data.settingsTitle}
        settings={settingsUnder(model.spec, model.decisions, settingsShown(model))}
        reader={reader}
      />
    </>
  );
}

export function TrainingSection({ model, reader }: AnySectionProps) {
  const { training: texts } = reader.texts;
  const { figures } = reader;
  const { training } = model;
  return (
    <>
      <p class="lead">
        {texts.lead(
          figures.count(model.split.train),
          figures.number(training.epochs),
          figures.duration(training.seconds),
        )}
      </p>
      {training.objective === 'preference' ? <p>{texts.preferenceLead}</p> : null}
      <LossFigure losses={training.losses} reader={reader} />
      {training.learning_curve?.length ? (
        <LearningCurve curve={training.learning_curve} reader={reader} />
      ) : null}
      {training.sweep === undefined ? null : <Sweep sweep={training.sweep} reader={reader} />}
      <h3>{texts.factsTitle}</h3>
      <TrainingFacts training={training} parameters={model.base.parameters} reader={reader} />
      <SettingTable
        title={texts.settingsTitle}
        settings={settingsUnder(model.spec, model.decisions, ['base', 'train'])}
        reader={reader}
      />
    </>
  );
}

export function ResourcesSection({ model, reader }: AnySectionProps) {
  return model.resources === undefined ? null : (
    <Resources resources={model.resources} training={model.training} reader={reader} />
  );
}

export function ReproduceSection({ model, reader }: AnySectionProps) {
  return (
    <>
      <p class="lead">{reader.texts.reproduce.lead}</p>
      <Reproduction model={model} spec={specFileOf(model)} reader={reader} />
    </>
  );
}

/** How records are made up is of interest where any were asked for. */
function settingsShown({ generate }: AnyReportModel): readonly string[] {
  const asked = generate !== undefined && generate.method !== 'none';
  return ['task', ...(asked ? ['generate'] : []), 'refine', 'split'];
}
