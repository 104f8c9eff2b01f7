import { visible } from '../format/visible.ts';
import type { RunsProps } from './props.ts';
import { RunsTable } from './runs-table.tsx';

/** What each run was made from. */
export function DataSection(props: RunsProps) {
  const { comparison, reader, texts } = props;
  const { count, duration } = reader.figures;
  const { runs } = comparison;
  const numbers = (['uploaded', 'generated', 'train', 'validation', 'test'] as const).map((key) => ({
    key,
    name: texts.facts[key],
    cells: runs.map(({ records }) => count(records[key])),
  }));
  return (
    <RunsTable
      {...props}
      label={texts.sections.data}
      head=""
      rows={[
        {
          key: 'dataset',
          name: texts.facts.dataset,
          cells: runs.map(({ dataset }) => (
            <>
              {texts.datasetVersion(visible(dataset.name), String(dataset.version))}{' '}
              <code class="digest">{dataset.digest.slice(0, 8)}</code>
            </>
          )),
        },
        ...numbers,
        {
          key: 'testDigest',
          name: texts.facts.testDigest,
          cells: runs.map(({ test }) => <code class="digest">{test.digest.slice(0, 8)}</code>),
        },
        { key: 'base', name: texts.facts.base, cells: runs.map(({ base }) => <code>{visible(base)}</code>) },
        { key: 'time', name: texts.facts.time, cells: runs.map(({ seconds }) => duration(seconds)) },
      ]}
    />
  );
}
