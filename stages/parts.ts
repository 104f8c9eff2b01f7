import type { Part, PartName } from '../pipeline/contracts/part.ts';

/** Every part that a stage may ask for; a name without a part does not compile. Loaded by the threads that need them. */
export const PARTS: Readonly<Record<PartName, () => Promise<Part>>> = {
  'refine/look': async () => (await import('./refine/look-part.ts')).lookPart,
};
