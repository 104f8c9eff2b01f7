import { openEmbedded } from '../../../../../pipeline/store/database/embedded.ts';

/**
 * A program that is made to be killed: opens the embedded database in the directory given, writes pairs of rows from
 * four connections, numbered from the number given, and prints each number once its pair is committed.
 */
const [directory, from] = process.argv.slice(2);
if (directory === undefined || from === undefined) throw new Error('usage: write-pairs <directory> <from>');
const database = await openEmbedded(directory);
await database.query('CREATE TABLE IF NOT EXISTS public.written (n integer, half integer)');
let next = Number(from);

async function writeForEver(): Promise<never> {
  for (;;) {
    const n = next++;
    await database.transaction(async (sql) => {
      await sql.query('INSERT INTO public.written VALUES ($1, 1)', [n]);
      await sql.query('INSERT INTO public.written VALUES ($1, 2)', [n]);
    });
    process.stdout.write(`${n}\n`);
  }
}

await Promise.all([1, 2, 3, 4].map(writeForEver));
