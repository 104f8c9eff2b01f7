import type { ComponentChildren } from 'preact';
import type { Language } from '../../pipeline/contracts/names.ts';

/** A whole HTML document around a page: no script, no style but the sheet beside it. */
export function Document(props: {
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly alternate: { readonly language: Language; readonly href: string };
  readonly children: ComponentChildren;
}) {
  return (
    <html lang={props.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>{props.title}</title>
        <meta name="description" content={props.description} />
        <link rel="stylesheet" href="report.css" />
        <link rel="alternate" hreflang={props.alternate.language} href={props.alternate.href} />
      </head>
      <body>{props.children}</body>
    </html>
  );
}
