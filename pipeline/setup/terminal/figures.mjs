/**
 * A duration as people read it at a glance: `0.4 s`, `12 s`, `3:05`, `1:02:03`.
 * @param {number} seconds
 */
export function duration(seconds) {
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (/** @type {number} */ value) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${two(whole % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/**
 * Bytes with a decimal unit, as download sizes are given: `340 MB`, `2.4 GB`.
 * @param {number} bytes
 */
export function byteSize(bytes) {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  if (bytes < 1e9) return `${Math.round(bytes / 1e6)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/**
 * A bar of `columns` characters, in eighths of one.
 * @param {number} fraction 0–1
 * @param {number} columns
 */
export function bar(fraction, columns) {
  const eighths = Math.round(Math.min(1, Math.max(0, fraction)) * columns * 8);
  const full = Math.floor(eighths / 8);
  const part = eighths % 8 === 0 ? '' : '▏▎▍▌▋▊▉'[(eighths % 8) - 1];
  return `${'█'.repeat(full)}${part}`.padEnd(columns, '░');
}
