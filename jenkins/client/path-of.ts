/** `a/b` → `/job/a/job/b`. */
export function pathOf(name: string): string {
  return name
    .split('/')
    .filter(Boolean)
    .map((word) => `/job/${encodeURIComponent(word)}`)
    .join('');
}
