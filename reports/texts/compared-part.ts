import type { GroupKind } from '../../pipeline/contracts/tasks.ts';

/** What the F1 of two systems is compared by: a class, or a part of a written answer. */
export type ComparedPart = 'class' | GroupKind;
