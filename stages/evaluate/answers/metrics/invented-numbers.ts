/** Digits with what belongs inside a number; full-width ones are folded before. */
const NUMBERS = /\d+(?:[.,]\d+)*/g;

/** Numbers of a text, each as often as it stands there, thousands without commas: `1,200` and `１２００` are one. */
function numbersIn(text: string): string[] {
  return (text.normalize('NFKC').match(NUMBERS) ?? []).map((number) =>
    number.replace(/,(?=\d{3}(?!\d))/g, ''),
  );
}

/** How many of an answer's numbers stand neither in the source nor in the expected answer, and how many it has. */
export function inventedNumbers(
  answer: string,
  source: string,
  truth: string,
): { readonly invented: number; readonly numbers: number } {
  const known = new Set([...numbersIn(source), ...numbersIn(truth)]);
  const numbers = numbersIn(answer);
  return { invented: numbers.filter((number) => !known.has(number)).length, numbers: numbers.length };
}
