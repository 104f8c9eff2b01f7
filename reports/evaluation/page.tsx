import type { ComponentChildren } from 'preact';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import { Glossary } from '../components/glossary.tsx';
import { visible } from '../format/visible.ts';
import { SectionedPage } from '../page/sectioned-page.tsx';
import { type EvaluationTexts, evaluationTexts } from '../texts/evaluation-texts.ts';
import { fileReader } from './reader.ts';
import {
  AdviceSection,
  BiasSection,
  ClassesSection,
  ConfidenceSection,
  ExamplesSection,
  MetricsSection,
  ResultSection,
  type SectionProps,
  SlicesSection,
} from './sections.tsx';

type SectionId = keyof EvaluationTexts['sections'];

const BODIES: Readonly<Record<SectionId, (props: SectionProps) => ComponentChildren>> = {
  result: ResultSection,
  advice: AdviceSection,
  metrics: MetricsSection,
  classes: ClassesSection,
  confidence: ConfidenceSection,
  slices: SlicesSection,
  bias: BiasSection,
  examples: ExamplesSection,
  glossary: ({ reader }) => <Glossary reader={reader} />,
};

/** The report on a file of predictions in one language; sections that need a pipeline are not in it. */
export function EvaluationPage({ model, language }: { model: FileReportModel; language: Language }) {
  const labels = model.figures.confusion.labels;
  const texts = evaluationTexts[language];
  const reader = fileReader(language, labels);
  const name = visible(model.name);
  return (
    <SectionedPage
      language={language}
      reader={reader}
      title={texts.title(name)}
      kind={texts.kind}
      name={name}
      bodies={BODIES}
      headings={texts.sections}
      isHeld={(id) => isHeld(model, id)}
      props={{ model, reader, texts }}
      labels={labels}
      files={texts.files}
    />
  );
}

function isHeld({ figures, bias }: FileReportModel, id: SectionId): boolean {
  if (id === 'slices') return figures.slices.length > 0;
  return id !== 'bias' || (bias ?? null) !== null;
}
