/**
 * Colours, type and measures. Text colours keep a contrast of at least 4.5 to their ground, marks 3, in both themes.
 * Paper is always light: the dark theme is for screens.
 */
export const tokenCss = `
:root {
  color-scheme: light dark;
  --paper: #ffffff;
  --soft: #f3f5f7;
  --ink: #17212b;
  --muted: #56616d;
  --line: #d3dae0;
  --strong-line: #17212b;
  --link: #0b5a8f;
  --tuned: #0f5c8c;
  --base: #6a7683;
  --production: #8a5800;
  --wrong: #b0461a;
  --pass: #17693a;
  --pass-ground: #edf6f0;
  --fail: #a3241b;
  --fail-ground: #fbf0ee;
  --unsure: #795000;
  --unsure-ground: #fbf5e8;
  --right-1: #e4eff7; --right-2: #bfd9ec; --right-3: #8abadb; --right-4: #2f76a8; --right-5: #0f5c8c;
  --right-text-low: #17212b; --right-text-high: #ffffff;
  --wrong-1: #fdf1eb; --wrong-2: #f9dccd; --wrong-3: #f2b999; --wrong-4: #bd5426; --wrong-5: #8f3410;
  --wrong-text-low: #17212b; --wrong-text-high: #ffffff;
  --hatch: #b0461a;
  --train: #0f5c8c; --train-text: #ffffff;
  --validation: #8abadb; --validation-text: #17212b;
  --test: #dbe6ee; --test-text: #17212b;
  --kept: #0f5c8c; --kept-text: #ffffff;
  --dropped: #fdf1eb; --dropped-text: #17212b;
  --sans: "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", system-ui, sans-serif;
  --mono: ui-monospace, "SFMono-Regular", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono CJK TC", monospace;
}
:root:lang(en) {
  /* Latin faces first: Han faces draw curly quotes as wide as a character. */
  --sans: -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, "Liberation Sans", system-ui,
    "Noto Sans TC", "Noto Sans CJK TC", "PingFang TC", "Microsoft JhengHei", sans-serif;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #11161b;
    --soft: #1a2128;
    --ink: #e7ecf1;
    --muted: #a3aeb9;
    --line: #323c46;
    --strong-line: #c3ccd5;
    --link: #84c4ee;
    --tuned: #6db6e6;
    --base: #98a4b0;
    --production: #dfae4c;
    --wrong: #ef9a6e;
    --pass: #72cc91;
    --pass-ground: #15241b;
    --fail: #f28d82;
    --fail-ground: #2a1816;
    --unsure: #e4ba5e;
    --unsure-ground: #272010;
    --right-1: #1a2a37; --right-2: #1e4361; --right-3: #2a6591; --right-4: #62a8d6; --right-5: #8fcbf1;
    --right-text-low: #e7ecf1; --right-text-high: #11161b;
    --wrong-1: #2c201a; --wrong-2: #4a2c1e; --wrong-3: #7a4327; --wrong-4: #c87a4e; --wrong-5: #f2ab86;
    --wrong-text-low: #e7ecf1; --wrong-text-high: #11161b;
    --hatch: #ef9a6e;
    --train: #6db6e6; --train-text: #11161b;
    --validation: #2a6591; --validation-text: #e7ecf1;
    --test: #22303c; --test-text: #e7ecf1;
    --kept: #6db6e6; --kept-text: #11161b;
    --dropped: #2c201a; --dropped-text: #e7ecf1;
  }
}
`;
