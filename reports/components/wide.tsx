import type { ComponentChildren } from 'preact';

/** A place for what may be wider than the page: it scrolls by itself, by keyboard too. */
export function Wide({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard (WCAG 2.1.1)
    <section class="wide" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
