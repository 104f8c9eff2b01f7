const LONGEST = 120;
const LONGEST_ENDING = 16;

/**
 * What people are shown as the name of an uploaded file: the last part of whatever the client called it, without
 * control, format and direction characters, at most 120 characters with its ending kept. Never used as a path.
 */
export function displayName(filename: string | undefined): string {
  const last = (filename ?? '').split(/[\\/]/).at(-1) ?? '';
  const shown = last
    .normalize('NFC')
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .replace(/^[.\s]+|\s+$/gu, '');
  if (shown === '') return 'upload';
  const characters = [...shown];
  if (characters.length <= LONGEST) return shown;
  const dot = shown.lastIndexOf('.');
  const ending = dot > 0 ? [...shown.slice(dot)] : [];
  const kept = ending.length <= LONGEST_ENDING ? ending : [];
  return [...characters.slice(0, LONGEST - kept.length), ...kept].join('');
}
