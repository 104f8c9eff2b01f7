import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';
import type { Reader } from '../reader.ts';
import { PageFrame } from './page-frame.tsx';

interface SectionedPageProps<Id extends string, Props> {
  readonly language: Language;
  readonly reader: Reader;
  readonly title: string;
  /** What others show of the page; left out: its kind. */
  readonly description?: string;
  readonly kind: string;
  readonly name: string;
  /** Every section in its order, with its heading. */
  readonly bodies: Readonly<Record<Id, (props: Props) => ComponentChildren>>;
  readonly headings: Readonly<Record<Id, string>>;
  /** Left out: all of them. */
  isHeld?(id: Id): boolean;
  /** What every section is given. */
  readonly props: Props;
  readonly labels: readonly string[];
  /** Files beside the page, each with what it is. */
  readonly files: Readonly<Record<string, string>>;
}

/** A page that is made of one table of sections and names the files beside it. */
export function SectionedPage<Id extends string, Props>({
  bodies,
  headings,
  isHeld = () => true,
  props,
  files,
  description,
  ...page
}: SectionedPageProps<Id, Props>) {
  const ids = (Object.keys(bodies) as Id[]).filter(isHeld);
  return (
    <PageFrame
      {...page}
      description={description ?? page.kind}
      sections={ids.map((id) => ({ id, title: headings[id], body: bodies[id](props) }))}
      footer={Object.entries(files).map(([path, what]) => (
        <li key={path}>
          <a href={path}>{path}</a> {what}
        </li>
      ))}
    />
  );
}
