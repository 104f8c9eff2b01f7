import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { RunsComparison } from '../../pipeline/contracts/runs-comparison.ts';
import { visible } from '../format/visible.ts';
import { PageFrame } from '../page/page-frame.tsx';
import { OVERVIEW_FILES } from '../page/paths.ts';
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
  const ids = (Object.keys(BODIES) as (keyof typeof BODIES)[]).filter(
    (id) => id !== 'classes' || labels.length > 0,
  );
  return (
    <PageFrame
      language={language}
      reader={reader}
      title={texts.title(names)}
      description={texts.kind}
      kind={texts.kind}
      name={names}
      sections={ids.map((id) => {
        const Body = BODIES[id];
        const body = <Body comparison={comparison} reader={reader} texts={texts} />;
        return { id, title: texts.sections[id], body };
      })}
      labels={labels}
      footer={
        <li>
          <a href={OVERVIEW_FILES.comparison}>{OVERVIEW_FILES.comparison}</a> {texts.file}
        </li>
      }
    />
  );
}
