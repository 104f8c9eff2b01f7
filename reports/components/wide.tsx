import type { ComponentChildren } from 'preact';

/**
 * A place for what may be wider than the page: it scrolls by itself, by keyboard too. A group and not a region, so that a
 * table may be named like its section and does not crowd the list of landmarks.
 */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1)
    <div class="wide" role="group" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
