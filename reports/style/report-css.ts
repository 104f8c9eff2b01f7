import { answerCss } from './answer-css.ts';
import { chartCss } from './chart-css.ts';
import { layoutCss } from './layout-css.ts';
import { overviewCss } from './overview-css.ts';
import { partCss } from './part-css.ts';
import { peerCss } from './peer-css.ts';
import { printCss } from './print-css.ts';
import { tokenCss } from './token-css.ts';

/**
 * The style sheet of a report. It lives in modules, not in .css files, so that a compiled build carries it without a
 * copying step. Nothing in it comes from outside.
 */
export const reportCss = [
  tokenCss,
  layoutCss,
  partCss,
  peerCss,
  chartCss,
  answerCss,
  overviewCss,
  printCss,
].join('\n');
