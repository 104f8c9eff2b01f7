import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { adviceFor } from '../advice/rules.ts';
import { Glossary } from '../components/glossary.tsx';
import { visible } from '../format/visible.ts';
import { type Reader, readerOf } from '../reader.ts';
import { SECTIONS, type SectionId } from '../texts/report-texts.ts';
import { BiasSection, ConfidenceSection, SlicesSection } from './detail-sections.tsx';
import { PageFrame } from './page-frame.tsx';
import { PageFacts, PageFiles } from './report-facts.tsx';
import {
  AdviceSection,
  ClassesSection,
  ComparisonSection,
  DataSection,
  ExamplesSection,
  ReproduceSection,
  ResourcesSection,
  TrainingSection,
  VerdictSection,
} from './sections.tsx';

/** The whole report in one language. */
export function ReportPage({ model, language }: { model: ReportModel; language: Language }) {
  const labels = labelsOf(model);
  const reader = readerOf(language, model.split.task.language, labels);
  const name = visible(model.name);
  const { texts } = reader;
  return (
    <PageFrame
      language={language}
      reader={reader}
      title={texts.page.title(name)}
      description={texts.verdicts[model.gate.verdict].sentence}
      kind={texts.page.kind}
      name={name}
      facts={<PageFacts model={model} reader={reader} />}
      sections={SECTIONS.filter((id) => isHeld(model, id)).map((id) => {
        const Body = BODIES[id];
        return { id, title: texts.sections[id], body: <Body model={model} reader={reader} /> };
      })}
      labels={labels}
      footer={<PageFiles reader={reader} />}
    />
  );
}

interface SectionProps {
  readonly model: ReportModel;
  readonly reader: Reader;
}

const BODIES: Readonly<Record<SectionId, (props: SectionProps) => ComponentChildren>> = {
  verdict: VerdictSection,
  advice: ({ model, reader }) => <AdviceSection model={model} items={adviceFor(model)} reader={reader} />,
  comparison: ComparisonSection,
  classes: ClassesSection,
  confidence: ConfidenceSection,
  slices: SlicesSection,
  bias: BiasSection,
  examples: ExamplesSection,
  data: DataSection,
  training: TrainingSection,
  resources: ResourcesSection,
  reproduce: ReproduceSection,
  glossary: ({ reader }) => <Glossary reader={reader} />,
};

/** Older reports, and those of answers that were written, have no details. */
function isHeld({ details, resources }: ReportModel, id: SectionId): boolean {
  if (id === 'confidence') return (details ?? null) !== null;
  if (id === 'slices') return (details?.figures.slices.length ?? 0) > 0;
  if (id === 'bias') return (details?.bias ?? null) !== null;
  if (id === 'resources') return resources !== undefined;
  return true;
}

/** Every label that the page may show, each once. */
function labelsOf(model: ReportModel): readonly string[] {
  const { evaluation, split } = model;
  return [
    ...new Set([
      ...evaluation.systems.tuned.confusion.labels,
      ...evaluation.labels,
      ...split.per_label.map(({ label }) => label),
      ...evaluation.unseen_labels.map(({ label }) => label),
      ...evaluation.wrong.flatMap(({ truth, answers }) => [
        truth,
        ...Object.values(answers).map(({ label }) => label),
      ]),
    ]),
  ];
}
