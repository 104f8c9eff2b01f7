import type { DraftPart } from '../draft.ts';
import { officialFields } from './assemble.ts';
import { type Block, blocksOf, linesOf } from './blocks.ts';
import { isHeadLabel, isTailLabel, labelsOf, type OfficialLabel } from './labels.ts';
import type { OfficialDocument } from './official-document.ts';
import { isOfficialTitle } from './title.ts';

const SUBJECTS: readonly OfficialLabel[] = ['主旨', '開會事由', '會勘事由'];
/** Lines at the head of a document by which it is told. */
const HEAD_LINES = 80;

export interface RecognisedOfficial {
  readonly official: OfficialDocument;
  readonly parts: readonly DraftPart[];
}

/**
 * An official document that came as text, in whatever format: its fields, and its parts by section and item. Told by the
 * label of its subject with another label of such documents, or by its title with two of them. Null for any other text.
 */
export function recogniseOfficial(text: string, parts: readonly DraftPart[]): RecognisedOfficial | null {
  const lines = linesOf(text, parts);
  const head = lines.slice(0, HEAD_LINES);
  const labels = new Set(head.flatMap((line) => labelsOf(line.text)).map(({ label }) => label));
  const subject = SUBJECTS.some((label) => labels.has(label));
  const titled = head.some((line) => isOfficialTitle(line.text));
  if (subject ? labels.size < 2 : !titled || labels.size < 2) return null;
  const blocks = blocksOf(lines);
  return { official: officialFields(blocks), parts: partsOf(blocks) };
}

function partsOf(blocks: readonly Block[]): DraftPart[] {
  /** Marks of the items that the present one stands in, with their levels. */
  let open: { readonly level: number; readonly mark: string }[] = [];
  return blocks.map((block): DraftPart => {
    const { from, to, label, mark } = block;
    const place = { from, to, ...(block.page === undefined ? {} : { page: block.page }) };
    if (block.opens === 'title') return { kind: 'heading', ...place, section: [] };
    if (mark) {
      open = [...open.filter(({ level }) => level < mark.level), { level: mark.level, mark: mark.mark }];
      return { kind: 'list_item', ...place, section: [label!, ...open.map((one) => one.mark)] };
    }
    open = [];
    if (label === null) return { kind: 'paragraph', ...place, section: [] };
    if (isHeadLabel(label) || isTailLabel(label)) return { kind: 'field', ...place, section: [] };
    return { kind: block.lines.length === 0 ? 'heading' : 'paragraph', ...place, section: [label] };
  });
}
