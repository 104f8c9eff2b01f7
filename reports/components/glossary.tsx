import type { Reader } from '../reader.ts';
import { GLOSSARY } from '../texts/report-texts.ts';

/** The words of a report in plain language. */
export function Glossary({ reader }: { reader: Reader }) {
  return (
    <dl class="glossary">
      {GLOSSARY.map((id) => (
        <div key={id}>
          <dt>{reader.texts.glossary[id].term}</dt>
          <dd>{reader.texts.glossary[id].meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
