import type { ComponentChildren } from 'preact';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import type { ReportModel } from '../../pipeline/contracts/report.ts';
import { adviceFor } from '../advice/rules.ts';
import { FullLabels } from '../components/full-labels.tsx';
import { Glossary } from '../components/glossary.tsx';
import { Section } from '../components/section.tsx';
import { visible } from '../format/visible.ts';
import { longLabels, type Reader, readerOf } from '../reader.ts';
import { SECTIONS, type SectionId } from '../texts/report-texts.ts';
import { Document } from './document.tsx';
import { FINDINGS_PATHS, REPORT_PATHS, SIDE_FILES } from './paths.ts';
import {
  AdviceSection,
  ClassesSection,
  ComparisonSection,
  DataSection,
  ExamplesSection,
  ReproduceSection,
  TrainingSection,
  VerdictSection,
} from './sections.tsx';

/** The whole report in one language. */
export function ReportPage({ model, language }: { model: ReportModel; language: Language }) {
  const labels = labelsOf(model);
  const reader = readerOf(language, model.split.task.language, labels);
  const other = LANGUAGES.find((each) => each !== language)!;
  const name = visible(model.name);
  const { texts } = reader;
  const long = longLabels(labels);
  return (
    <Document
      language={language}
      title={texts.page.title(name)}
      description={texts.verdicts[model.gate.verdict].sentence}
      alternate={{ language: other, href: REPORT_PATHS[other] }}
    >
      <a class="skip" href="#main">
        {texts.page.skip}
      </a>
      <PageHeader model={model} reader={reader} other={other} />
      <div class="page">
        <nav class="contents" aria-label={texts.page.contents}>
          <ol>
            {SECTIONS.map((id) => (
              <li key={id}>
                <a href={`#${id}`}>{texts.sections[id]}</a>
              </li>
            ))}
          </ol>
        </nav>
        <main id="main">
          {SECTIONS.map((id) => (
            <SectionOf key={id} id={id} model={model} reader={reader} />
          ))}
          {long.length === 0 ? null : (
            <Section id="labels" title={texts.page.fullLabels} lead={texts.page.fullLabelsLead}>
              <FullLabels labels={long} reader={reader} />
            </Section>
          )}
        </main>
      </div>
      <PageFooter reader={reader} />
    </Document>
  );
}

interface SectionProps {
  readonly model: ReportModel;
  readonly reader: Reader;
}

const BODIES: Readonly<Record<SectionId, (props: SectionProps) => ComponentChildren>> = {
  verdict: VerdictSection,
  advice: ({ model, reader }) => <AdviceSection items={adviceFor(model)} reader={reader} />,
  comparison: ComparisonSection,
  classes: ClassesSection,
  examples: ExamplesSection,
  data: DataSection,
  training: TrainingSection,
  reproduce: ReproduceSection,
  glossary: ({ reader }) => <Glossary reader={reader} />,
};

function SectionOf({ id, model, reader }: SectionProps & { id: SectionId }) {
  const Body = BODIES[id];
  return (
    <Section id={id} title={reader.texts.sections[id]}>
      <Body model={model} reader={reader} />
    </Section>
  );
}

function PageHeader({ model, reader, other }: SectionProps & { other: Language }) {
  const { page } = reader.texts;
  const facts = [
    [page.made, <time datetime={visible(model.made_at)}>{reader.figures.moment(model.made_at)}</time>],
    [page.base, visible(model.base.id)],
    [page.testRecords, page.records(reader.figures.count(model.evaluation.n))],
    [page.dataset, <code>{visible(model.dataset.digest.slice(0, 12))}</code>],
  ] as const;
  return (
    <header class="masthead">
      <div class="masthead-line">
        <p class="product">
          <span lang="zh-TW">試金石</span> Touchstone
        </p>
        <p class="switch">
          <a href={REPORT_PATHS[other]} hreflang={other} lang={other} rel="alternate">
            {page.otherLanguage}
          </a>
        </p>
      </div>
      <p class="kind">{page.kind}</p>
      <h1>{visible(model.name)}</h1>
      <dl class="masthead-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </header>
  );
}

function PageFooter({ reader }: { reader: Reader }) {
  const { texts } = reader;
  const findings = FINDINGS_PATHS[reader.language];
  return (
    <footer class="colophon">
      <h2>{texts.page.files}</h2>
      <ul>
        <li>
          <a href={findings}>{findings}</a> {texts.files.findings}
        </li>
        {SIDE_FILES.map(({ id, path }) => (
          <li key={id}>
            <a href={path}>{path}</a> {texts.files[id]}
          </li>
        ))}
      </ul>
    </footer>
  );
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
