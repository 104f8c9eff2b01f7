import type { ComponentChildren } from 'preact';
import type { FileReportModel } from '../../pipeline/contracts/file-report.ts';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import { FullLabels } from '../components/full-labels.tsx';
import { Glossary } from '../components/glossary.tsx';
import { Section } from '../components/section.tsx';
import { visible } from '../format/visible.ts';
import { Document } from '../page/document.tsx';
import { REPORT_PATHS } from '../page/paths.ts';
import { longLabels, type Reader, readerOf } from '../reader.ts';
import { type EvaluationTexts, evaluationTexts } from '../texts/evaluation-texts.ts';
import { ConfidenceSection } from './confidence-section.tsx';
import {
  ClassesSection,
  ExamplesSection,
  MetricsSection,
  ResultSection,
  type SectionProps,
  SlicesSection,
} from './sections.tsx';

type SectionId = keyof EvaluationTexts['sections'];

const BODIES: Readonly<Record<SectionId, (props: SectionProps) => ComponentChildren>> = {
  result: ResultSection,
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
  const reader = readerFor(language, labels, texts);
  const other = LANGUAGES.find((each) => each !== language)!;
  const sections = (Object.keys(BODIES) as SectionId[]).filter(
    (id) => id !== 'slices' || model.figures.slices.length > 0,
  );
  const long = longLabels(labels);
  const name = visible(model.name);
  return (
    <Document
      language={language}
      title={texts.title(name)}
      description={texts.kind}
      alternate={{ language: other, href: REPORT_PATHS[other] }}
    >
      <a class="skip" href="#main">
        {reader.texts.page.skip}
      </a>
      <header class="masthead">
        <div class="masthead-line">
          <p class="product">
            <span lang="zh-TW">試金石</span> Touchstone
          </p>
          <p class="switch">
            <a href={REPORT_PATHS[other]} hreflang={other} lang={other} rel="alternate">
              {reader.texts.page.otherLanguage}
            </a>
          </p>
        </div>
        <p class="kind">{texts.kind}</p>
        <h1>{name}</h1>
      </header>
      <div class="page">
        <nav class="contents" aria-label={reader.texts.page.contents}>
          <ol>
            {sections.map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{texts.sections[id]}</a>
              </li>
            ))}
          </ol>
        </nav>
        <main id="main">
          {sections.map((id) => {
            const Body = BODIES[id];
            return (
              <Section key={id} id={id} title={texts.sections[id]}>
                <Body model={model} reader={reader} texts={texts} />
              </Section>
            );
          })}
          {long.length === 0 ? null : (
            <Section id="labels" title={reader.texts.page.fullLabels} lead={reader.texts.page.fullLabelsLead}>
              <FullLabels labels={long} reader={reader} />
            </Section>
          )}
        </main>
      </div>
      <footer class="colophon">
        <h2>{reader.texts.page.files}</h2>
        <ul>
          {Object.entries(texts.files).map(([path, what]) => (
            <li key={path}>
              <a href={path}>{path}</a> {what}
            </li>
          ))}
        </ul>
      </footer>
    </Document>
  );
}

/** A reader for whom the two systems are these predictions and the baseline. */
function readerFor(language: Language, labels: readonly string[], texts: EvaluationTexts): Reader {
  const reader = readerOf(language, language, labels);
  const { classes } = reader.texts;
  return {
    ...reader,
    texts: {
      ...reader.texts,
      classes: {
        ...classes,
        baseF1: `${texts.baseline} F1`,
        chart: 'F1',
        barTuned: texts.candidate,
        barBase: texts.baseline,
      },
    },
  };
}
