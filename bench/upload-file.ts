/**
 * `node upload-file.ts URL NAME FILE`: one upload by a client that costs little itself, in a process of its own, so that
 * what is measured is the service. Prints the seconds it took. (fetch's FormData passes 60 MB/s at most.)
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { request } from 'node:http';
import { pipeline } from 'node:stream/promises';

const [url, name, file] = process.argv.slice(2) as [string, string, string];
const boundary = 'touchstone-bench';
const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="rows.csv"\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;
const start = performance.now();
const sending = request(`${url}/v1/datasets/${name}/versions`, {
  method: 'POST',
  headers: {
    'content-type': `multipart/form-data; boundary=${boundary}`,
    'content-length': head.length + (await stat(file)).size + tail.length,
  },
});
const status = new Promise<number>((resolve, reject) => {
  sending.on('error', reject).on('response', (response) => {
    response.resume().on('end', () => resolve(response.statusCode!));
  });
});
await pipeline(async function* () {
  yield head;
  yield* createReadStream(file, { highWaterMark: 1024 * 1024 });
  yield tail;
}, sending);
if ((await status) !== 201) throw new Error(`the service answered ${await status}`);
console.log((performance.now() - start) / 1000);
