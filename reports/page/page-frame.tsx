import type { ComponentChildren } from 'preact';
import { LANGUAGES, type Language } from '../../pipeline/contracts/names.ts';
import { FullLabels } from '../components/full-labels.tsx';
import { Section } from '../components/section.tsx';
import { longLabels, type Reader } from '../reader.ts';
import { Document } from './document.tsx';
import { REPORT_PATHS } from './paths.ts';

export interface FrameSection {
  readonly id: string;
  readonly title: string;
  readonly body: ComponentChildren;
}

interface PageFrameProps {
  readonly language: Language;
  readonly reader: Reader;
  /** Of the browser's window, and of what others show of the page. */
  readonly title: string;
  readonly description: string;
  /** What kind of report it is, and on what. */
  readonly kind: string;
  readonly name: string;
  /** Under the name. */
  readonly facts?: ComponentChildren;
  readonly sections: readonly FrameSection[];
  /** Labels that the page shows; long ones are given in full at its end. */
  readonly labels: readonly string[];
  readonly footer: ComponentChildren;
}

/** What every report has around its sections: masthead, contents, the labels that had to be cut, and the files beside it. */
export function PageFrame({
  language,
  reader,
  title,
  description,
  kind,
  name,
  facts = null,
  sections,
  labels,
  footer,
}: PageFrameProps) {
  const { page } = reader.texts;
  const other = LANGUAGES.find((each) => each !== language)!;
  const long = longLabels(labels);
  return (
    <Document
      language={language}
      title={title}
      description={description}
      alternate={{ language: other, href: REPORT_PATHS[other] }}
    >
      <a class="skip" href="#main">
        {page.skip}
      </a>
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
        <p class="kind">{kind}</p>
        <h1>{name}</h1>
        {facts}
      </header>
      <div class="page">
        <nav class="contents" aria-label={page.contents}>
          <ol>
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`#${section.id}`}>{section.title}</a>
              </li>
            ))}
          </ol>
        </nav>
        <main id="main">
          {sections.map((section) => (
            <Section key={section.id} id={section.id} title={section.title}>
              {section.body}
            </Section>
          ))}
          {long.length === 0 ? null : (
            <Section id="labels" title={page.fullLabels} lead={page.fullLabelsLead}>
              <FullLabels labels={long} reader={reader} />
            </Section>
          )}
        </main>
      </div>
      <footer class="colophon">
        <h2>{page.files}</h2>
        <ul>{footer}</ul>
      </footer>
    </Document>
  );
}
