import { z } from 'zod';

/**
 * The fields that the schema of a view must declare: every field of the view, no other, each with the view's type.
 * `z.object({ … } satisfies ShapeOf<RunView>)` stops compiling as soon as view and schema drift apart.
 */
export type ShapeOf<View> = { readonly [Field in keyof View]-?: z.ZodType<View[Field]> };

interface SchemaName {
  /** Its name among the components of /openapi.json. */
  readonly id: string;
}

/** Schemas of what clients send; unknown fields are refused. */
export const requestSchemas = z.registry<SchemaName>();

/** Schemas of what the service answers; a later version may add fields, so clients must let unknown ones pass. */
export const responseSchemas = z.registry<SchemaName>();
