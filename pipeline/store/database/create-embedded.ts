import { PGlite } from '@electric-sql/pglite';

/**
 * A program of its own: makes a new embedded database in the directory given. Making one takes half a gigabyte, which
 * a process does not give back; a service that lives for months should not carry it.
 */
const [directory] = process.argv.slice(2);
if (directory === undefined) throw new Error('usage: create-embedded <directory>');
const engine = await PGlite.create(directory);
await engine.close();
