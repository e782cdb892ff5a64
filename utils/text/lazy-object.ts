import * as z from 'zod/mini';
import { once } from '@/providers/once';

/**
 * Returns a function that returns the schema of an object. The schema is built at the first call,
 * because the background needs few of its schemas each time that it starts.
 */
export function lazyObject<Shape extends z.core.$ZodShape>(shape: () => Shape): () => z.ZodMiniObject<Shape, z.core.$strip> {
  return once(() => z.object(shape()));
}

/** Returns the value if it matches the schema; undefined otherwise, as for a damaged record. */
export function tryParse<Value>(schema: () => z.ZodMiniType<Value>, value: unknown): Value | undefined {
  return schema().safeParse(value).data;
}
