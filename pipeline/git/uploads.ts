import { PassThrough, type Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { type Fault, TouchstoneError } from '../contracts/errors/error.ts';
import type { GitUpload } from '../contracts/git/snapshot.ts';
import { LONGEST_POINTER, pointedBytes } from './lfs-pointer.ts';
import type { WantedUpload } from './plan.ts';
import type { GitSession } from './session.ts';

/**
 * Fetches the files of an upload and says how it is read. Error: `GIT_CONTENT_INVALID` where files are pointers of Git LFS,
 * each of them named; `GIT_FILE_TOO_LARGE`.
 */
export async function fetchUpload(
  session: GitSession,
  wanted: WantedUpload,
  commit: string,
): Promise<GitUpload> {
  const faults: Fault[] = [];
  const sizes = await session.need(wanted.files);
  for (const [at, { id, path }] of wanted.files.entries()) {
    const size = sizes[at]!;
    const pointed = size <= LONGEST_POINTER ? pointedBytes(await session.text(id)) : null;
    if (pointed !== null)
      faults.push({ code: 'GIT_LFS_POINTER', params: { path, bytes: pointed }, place: wanted.place });
  }
  if (faults.length > 0)
    throw new TouchstoneError('GIT_CONTENT_INVALID', {
      params: { commit: commit.slice(0, 12), count: faults.length },
      faults,
    });
  const { filename, packed, files } = wanted;
  const open = () => (packed ? pack(session, wanted) : session.stream(files[0]!.id));
  return {
    filename,
    paths: files.map(({ path }) => path),
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    open,
  };
}

/** Documents with their names in a ZIP. The same documents give the same bytes, so that they are the same dataset version. */
function pack(session: GitSession, { files }: WantedUpload): Readable {
  const zip = new ZipFile();
  const out = new PassThrough();
  // The same time for all, in no time zone, and no compression: equal in every version of zlib.
  const options = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644, compress: false };
  for (const { id, name } of files) {
    zip.addReadStreamLazy(name.replaceAll('\\', '_'), options, (give) => {
      const stream = session.stream(id);
      stream.on('error', (error) => out.destroy(error));
      give(null, stream);
    });
  }
  zip.on('error', (error) => out.destroy(error));
  zip.end();
  zip.outputStream.pipe(out);
  return out;
}
