/** @typedef {'zh-TW' | 'en'} Language */

/**
 * The language to speak: `--lang`, else TOUCHSTONE_LANG, else the first of LC_ALL, LC_MESSAGES and LANG that is set. Every
 * Chinese locale gets zh-TW, the only Chinese that Touchstone writes.
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @param {readonly string[]} argv
 * @returns {Language}
 */
export function languageOf(environment, argv = []) {
  const { TOUCHSTONE_LANG, LC_ALL, LC_MESSAGES, LANG } = environment;
  const locale = askedFor(argv) ?? (TOUCHSTONE_LANG || (LC_ALL ?? LC_MESSAGES ?? LANG ?? ''));
  return /^zh/i.test(locale) ? 'zh-TW' : 'en';
}

/** @param {readonly string[]} argv */
function askedFor(argv) {
  const joined = argv.find((word) => word.startsWith('--lang='));
  if (joined !== undefined) return joined.slice('--lang='.length);
  const at = argv.indexOf('--lang');
  return at >= 0 ? argv[at + 1] : undefined;
}
