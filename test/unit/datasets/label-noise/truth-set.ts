import { random } from '../reading.ts';

/** A text and the label it is given. */
export interface Row {
  readonly id: string;
  readonly text: string;
  readonly label: string;
}

/** The rows with a share of the labels exchanged for another one, drawn at random. */
export function exchanged(
  rows: readonly Row[],
  share: number,
  seed: number,
): { rows: Row[]; wrong: Set<string> } {
  const next = random(seed);
  const labels = [...new Set(rows.map(({ label }) => label))];
  const wrong = new Set<string>();
  const noisy = rows.map((row) => {
    if (next() >= share) return row;
    const others = labels.filter((label) => label !== row.label);
    wrong.add(row.id);
    return { ...row, label: others[Math.floor(next() * others.length)]! };
  });
  return { rows: noisy, wrong };
}

/** Texts of two classes that have hardly a character in common. */
export function apart(count: number): Row[] {
  const next = random(3);
  const words = ['路燈 路面 人行道 溝蓋 坑洞 橋梁', '補助 津貼 長者 幼兒 照顧 安置'].map((line) =>
    line.split(' '),
  );
  return Array.from({ length: count }, (_, n) => ({
    id: `r${n}`,
    text: Array.from({ length: 6 }, () => words[n % 2]![Math.floor(next() * 6)]).join(''),
    label: ['工務局', '社會局'][n % 2]!,
  }));
}
