import { posix } from 'node:path';
import { demand } from '../../compression/damage.ts';
import type { WorkbookParts } from './parts.ts';
import { readWholeXml } from './xml.ts';

/** One sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string;
  readonly hidden: boolean;
  /** The part of the archive that holds it. */
  readonly part: string;
}

export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  /** Days are counted from 1904, as on early Macintoshes, instead of 1900. */
  readonly from1904: boolean;
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  readonly macros: boolean;
}

const PART = 'xl/workbook.xml';
const MOST = 1024 * 1024;

/** Reads what a workbook consists of. */
export async function readWorkbook(zip: WorkbookParts): Promise<Workbook> {
  const targets = new Map<string, { readonly type: string; readonly part: string }>();
  await readWholeXml(
    zip.read('xl/_rels/workbook.xml.rels'),
    {
      open(name, { Id: id, Target: target, Type: type, TargetMode: mode }) {
        if (name !== 'Relationship' || mode === 'External' || !id || !target) return;
        const part = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
        targets.set(id, { type: type?.split('/').at(-1) ?? '', part });
      },
    },
    MOST,
  );
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  await readWholeXml(
    zip.read(PART),
    {
      open(name, attributes) {
        if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
        if (name !== 'sheet') return;
        const id = Object.entries(attributes).find(([key]) => /(?:^|:)id$/.test(key))?.[1];
        const target = targets.get(id ?? '');
        demand(target !== undefined, 'a sheet without its part');
        // Sheets of charts and dialogues hold no cells.
        if (target.type !== 'worksheet') return;
        const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
        sheets.push({ name: attributes.name ?? '', hidden, part: target.part });
      },
    },
    MOST,
  );
  const partOf = (type: string) => [...targets.values()].find((target) => target.type === type)?.part ?? null;
  return {
    sheets,
    from1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
    macros: partOf('vbaProject') !== null || zip.has('xl/vbaProject.bin'),
  };
}
