/** How intervals of a file of predictions are drawn; fixed, so that the same files give the same figures. */
export const DRAWING = { draws: 1000, confidence: 0.95, seed: 42 } as const;
