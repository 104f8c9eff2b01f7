import { Field, List, Schema, Struct, Utf8 } from 'apache-arrow';

const column = (name: string, nullable: boolean) => new Field(name, new Utf8(), nullable);

/** list<struct<role: utf8, content: utf8>>; nothing in it is ever null. */
const message = new Struct<{ role: Utf8; content: Utf8 }>([column('role', false), column('content', false)]);
const messages = new List(new Field('item', message, false));

/** The canonical table; its columns are `RECORD_COLUMNS` of the contracts, in that order. */
export const RECORD_SCHEMA = new Schema([
  column('id', false),
  new Field('messages', messages, false),
  column('label', true),
  column('split', true),
  column('source', true),
  column('meta', true),
]);

export const MESSAGE_TYPE = message;
export const MESSAGES_TYPE = messages;
