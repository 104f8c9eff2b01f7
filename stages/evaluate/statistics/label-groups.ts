import type { SliceBy } from './slices.ts';

/** What stands between a group and its member in names such as 民事/債權 or `card: lost`. */
const SEPARATORS = ['/', '／', '>', '＞', '｜', '|', '::', '：', ':', '－', '-', '_'];

/** Fewer labels than this are looked at one by one, in the table of classes. */
const LEAST_LABELS = 8;

/** Fewer groups than this share of the labels, else a group is hardly more than a label. */
const MOST_GROUPS = 0.5;

/**
 * Divisions of records by their true label: `label_group`, where the labels' names say which belong together, and
 * `label_records`, thirds of the labels by how many records they have (named by the least and the most), so that it
 * shows whether rare labels are left behind.
 * @param truth label of each record
 */
export function labelGroups(truth: readonly string[]): SliceBy[] {
  const records = new Map<string, number>();
  for (const label of truth) records.set(label, (records.get(label) ?? 0) + 1);
  if (records.size < LEAST_LABELS) return [];
  const named = groupsInNames([...records.keys()]);
  const sizes = sizeNames(records);
  return [
    ...(named === null
      ? []
      : [{ by: 'label_group', values: truth.map((label) => named.get(label) ?? null) }]),
    { by: 'label_records', values: truth.map((label) => sizes.get(label)!) },
  ];
}

/** The group in front of the first separator that all but a few labels have; null where names tell of no groups. */
function groupsInNames(labels: readonly string[]): ReadonlyMap<string, string> | null {
  for (const separator of SEPARATORS) {
    const grouped = labels.filter((label) => label.indexOf(separator) > 0);
    if (grouped.length < 0.8 * labels.length) continue;
    const groups = new Map(grouped.map((label) => [label, label.slice(0, label.indexOf(separator)).trim()]));
    const count = new Set(groups.values()).size;
    if (count > 1 && count <= MOST_GROUPS * labels.length) return groups;
  }
  return null;
}

/** Each label's third by number of records. Labels of the same number go together. */
function sizeNames(records: ReadonlyMap<string, number>): ReadonlyMap<string, string> {
  const sizes = [...records.values()].sort((a, b) => a - b);
  const edges = [...new Set([1, 2, 3].map((third) => sizes[Math.ceil((third * sizes.length) / 3) - 1]!))];
  const name = (bin: number) => {
    const low = bin === 0 ? sizes[0]! : sizes.find((size) => size > edges[bin - 1]!)!;
    return low === edges[bin] ? String(low) : `${low}–${edges[bin]}`;
  };
  return new Map([...records].map(([label, size]) => [label, name(edges.findIndex((edge) => size <= edge))]));
}
