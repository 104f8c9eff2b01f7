import type { ComponentChildren } from 'preact';
import type { ModelHistory } from '../../pipeline/contracts/model-history.ts';
import type { Language } from '../../pipeline/contracts/names.ts';
import { visible } from '../format/visible.ts';
import { OVERVIEW_FILES } from '../page/paths.ts';
import { SectionedPage } from '../page/sectioned-page.tsx';
import { readerOf } from '../reader.ts';
import { type HistoryTexts, historyTexts } from '../texts/history-texts.ts';
import { CourseSection } from './course-section.tsx';
import { MovesSection } from './moves-section.tsx';
import { NowSection } from './now-section.tsx';
import type { HistoryProps } from './props.ts';
import { VersionsSection } from './versions-section.tsx';

const BODIES: Readonly<Record<keyof HistoryTexts['sections'], (props: HistoryProps) => ComponentChildren>> = {
  now: NowSection,
  course: CourseSection,
  versions: VersionsSection,
  moves: MovesSection,
};

/** A registry name over time, in one language. */
export function HistoryPage({ history, language }: { history: ModelHistory; language: Language }) {
  const texts = historyTexts[language];
  const labels = history.versions
    .flatMap(({ label_changes: changes }) => changes ?? [])
    .map(({ label }) => label);
  const reader = readerOf(language, 'zh-TW', labels);
  const name = visible(history.name);
  return (
    <SectionedPage
      language={language}
      reader={reader}
      title={texts.title(name)}
      kind={texts.kind}
      name={name}
      bodies={BODIES}
      headings={texts.sections}
      props={{ history, reader, texts }}
      labels={[...new Set(labels)]}
      files={{ [OVERVIEW_FILES.history]: texts.file }}
    />
  );
}
