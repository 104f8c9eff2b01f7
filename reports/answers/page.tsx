import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { AnswerReportModel } from '../../pipeline/contracts/report.ts';
import { TASKS } from '../../pipeline/contracts/tasks.ts';
import { answerAdviceFor } from '../advice/answers/rules.ts';
import { visible } from '../format/visible.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { PageFacts, PageFiles } from '../page/report-facts.tsx';
import {
  AdviceSection,
  DataSection,
  ReproduceSection,
  ResourcesSection,
  TrainingSection,
} from '../page/sections.tsx';
import type { AnswerTexts } from '../texts/answers-texts.ts';
import { AnswerGlossary } from './answer-glossary.tsx';
import { answerReaderOf } from './answer-reader.ts';
import { GradeFigure } from './grade-figure.tsx';
import {
  AnswerComparisonSection,
  AnswerExamplesSection,
  type AnswerSectionProps,
  AnswerVerdictSection,
  PartsSection,
} from './sections.tsx';

type SectionId = keyof AnswerTexts['sections'];

/** Every section in its order. */
const BODIES: Readonly<Record<SectionId, (props: AnswerSectionProps) => ComponentChildren>> = {
  verdict: AnswerVerdictSection,
  advice: ({ model, reader }) => (
    <AdviceSection model={model} items={answerAdviceFor(model)} reader={reader} />
  ),
  comparison: AnswerComparisonSection,
  answers: ({ model, reader }) => <GradeFigure evaluation={model.evaluation} reader={reader} />,
  parts: PartsSection,
  examples: AnswerExamplesSection,
  data: DataSection,
  training: TrainingSection,
  resources: ResourcesSection,
  reproduce: ReproduceSection,
  glossary: ({ model, reader }) => <AnswerGlossary task={model.evaluation.task} ofRun reader={reader} />,
};

/** The whole report on a task whose answers are written, in one language. */
export function AnswerReportPage({ model, language }: { model: AnswerReportModel; language: Language }) {
  const { task, systems } = model.evaluation;
  const { groups, title } = TASKS[task];
  const labels = groups === null ? [] : systems.tuned.groups.map(({ name }) => name);
  const reader = answerReaderOf(language, model.split.task.language, task, labels);
  const { answers, texts } = reader;
  const name = visible(model.name);
  const sections = (Object.keys(BODIES) as SectionId[])
    .filter((id) => id !== 'parts' || groups !== null)
    .filter((id) => id !== 'resources' || model.resources !== undefined)
    .map((id) => {
      const Body = BODIES[id];
      const heading = id === 'parts' && groups !== null ? answers.parts[groups] : answers.sections[id];
      return { id, title: heading, body: <Body model={model} reader={reader} /> };
    });
  return (
    <PageFrame
      language={language}
      reader={reader}
      title={texts.page.title(name)}
      description={texts.verdicts[model.gate.verdict].sentence}
      kind={`${answers.kind} · ${title[language]}`}
      name={name}
      facts={<PageFacts model={model} reader={reader} />}
      sections={sections}
      labels={labels}
      footer={<PageFiles reader={reader} />}
    />
  );
}
