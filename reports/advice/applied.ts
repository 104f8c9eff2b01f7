import type { Advice, AdviceCase, AdviceId } from './evidence.ts';
import { inOrder } from './order.ts';

/** What the rules of a table say of a report, what could gain most first. */
export function applied<M>(
  rules: Readonly<Record<string, (model: M) => AdviceCase<AdviceId> | null>>,
  model: M,
): readonly Advice[] {
  return inOrder(
    Object.entries(rules).flatMap(([id, rule]) => {
      const found = rule(model);
      // The table's type ties every rule's evidence to its id; Object.entries forgets that.
      return found === null ? [] : [{ id, ...found } as Advice];
    }),
  );
}
