import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { RunsComparison } from '../../pipeline/contracts/runs-comparison.ts';
import { visible } from '../format/visible.ts';
import { OVERVIEW_FILES } from '../page/paths.ts';
import { SectionedPage } from '../page/sectioned-page.tsx';
import { readerOf } from '../reader.ts';
import { type RunsTexts, runsTexts } from '../texts/runs-texts.ts';
import { ClassesSection } from './classes-section.tsx';
import { DataSection } from './data-section.tsx';
import type { RunsProps } from './props.ts';
import { ResultSection } from './result-section.tsx';
import { SettingsSection } from './settings-section.tsx';

const BODIES: Readonly<Record<keyof RunsTexts['sections'], (props: RunsProps) => ComponentChildren>> = {
  result: ResultSection,
  settings: SettingsSection,
  data: DataSection,
  classes: ClassesSection,
};

/** Runs side by side, in one language. */
export function RunsPage({ comparison, language }: { comparison: RunsComparison; language: Language }) {
  const texts = runsTexts[language];
  const labels = [...new Set(comparison.runs.flatMap(({ classes }) => Object.keys(classes)))];
  const reader = readerOf(language, 'zh-TW', labels);
  const names = [...new Set(comparison.runs.map(({ name }) => visible(name)))].join(', ');
  return (
    <SectionedPage
      language={language}
      reader={reader}
      title={texts.title(names)}
      kind={texts.kind}
      name={names}
      bodies={BODIES}
      headings={texts.sections}
      isHeld={(id) => id !== 'classes' || labels.length > 0}
      props={{ comparison, reader, texts }}
      labels={labels}
      files={{ [OVERVIEW_FILES.comparison]: texts.file }}
    />
  );
}
