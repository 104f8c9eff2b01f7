import { TouchstoneError } from '../../contracts/errors/error.ts';

/** What a disk or a network file system answers when it is the trouble, not what was asked of it. */
const TROUBLE = new Set([
  ...['EIO', 'EROFS', 'EACCES', 'EPERM', 'ESTALE', 'ETIMEDOUT', 'EHOSTDOWN', 'ENOTCONN', 'ENXIO'],
  // Too many open files: passes by itself.
  ...['EMFILE', 'ENFILE'],
  // A store's own directories are made when it is opened: what is gone since was unmounted or removed.
  ...['ENOENT', 'ENOTDIR'],
]);

/** Errors of the file system below `root` as ours: `DISK_FULL`, or `STORE_UNREACHABLE`; other errors as they are. */
export function diskError(root: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TouchstoneError || !('code' in error)) return error;
  // A file elsewhere, for instance the one to be stored, is no matter of the store.
  if ('path' in error && typeof error.path === 'string' && !error.path.startsWith(root)) return error;
  const code = String(error.code);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TouchstoneError('DISK_FULL', { params: { place: 'artifacts' }, cause: error });
  if (!TROUBLE.has(code)) return error;
  return new TouchstoneError('STORE_UNREACHABLE', {
    params: { store: 'artifact directory', detail: code },
    cause: error,
  });
}
