import type { ComponentChildren } from 'preact';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import { Glossary } from '../components/glossary.tsx';
import { visible } from '../format/visible.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { type EvaluationTexts, evaluationTexts } from '../texts/evaluation-texts.ts';
import { fileReader } from './reader.ts';
import {
  AdviceSection,
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
  examples: ExamplesSection,
  glossary: ({ reader }) => <Glossary reader={reader} />,
};

/** The report on a file of predictions in one language; sections that need a pipeline are not in it. */
export function EvaluationPage({ model, language }: { model: FileReportModel; language: Language }) {
  const labels = model.figures.confusion.labels;
  const texts = evaluationTexts[language];
  const reader = fileReader(language, labels);
  const sections = (Object.keys(BODIES) as SectionId[])
    .filter((id) => id !== 'slices' || model.figures.slices.length > 0)
    .map((id) => {
      const Body = BODIES[id];
      return { id, title: texts.sections[id], body: <Body model={model} reader={reader} texts={texts} /> };
    });
  const name = visible(model.name);
  return (
    <PageFrame
      language={language}
      reader={reader}
      title={texts.title(name)}
      description={texts.kind}
      kind={texts.kind}
      name={name}
      sections={sections}
      labels={labels}
      footer={Object.entries(texts.files).map(([path, what]) => (
        <li key={path}>
          <a href={path}>{path}</a> {what}
        </li>
      ))}
    />
  );
}
