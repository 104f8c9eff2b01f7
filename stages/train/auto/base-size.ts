/** Parameters of a base as people write them: 268M, 3.8B. */
export function baseSize(parameters: number): string {
  return parameters < 1e9 ? `${Math.round(parameters / 1e6)}M` : `${(parameters / 1e9).toFixed(1)}B`;
}
