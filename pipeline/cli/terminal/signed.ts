/** A difference of two shares, with its sign, so that it is not taken for a share. */
export function signed(difference: number): string {
  const figure = difference.toFixed(4);
  return difference > 0 ? `+${figure}` : figure.replace('-', '−');
}
