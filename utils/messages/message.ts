/**
 * The definition of a message to the background. The data's type is derived from the schema, so
 * that the two cannot differ.
 */
import type * as z from 'zod/mini';
import { lazyObject } from '@/utils/text/lazy-object';

/** One message: the schema that its data must match, and the handler. */
export interface Message<Schema extends z.ZodMiniType, Result> {
  schema: () => Schema;
  /**
   * `tabId`: the tab of the content script or of the panel's frame; for the popup the tab that the
   * message names. `url`: the sender's URL, as the browser reports it.
   */
  handle(data: z.output<Schema>, tabId: number, url?: string): Promise<Result>;
}

/** Messages by name, whatever their data and results. */
export type Messages = Readonly<Record<string, Message<z.ZodMiniType, unknown>>>;

/**
 * Defines one message by the shape of its data. The router rejects data of another shape, so it
 * never reaches `handle`.
 */
export function message<Shape extends z.core.$ZodShape, Result>(
  shape: () => Shape,
  handle: (data: DataOf<Shape>, tabId: number, url?: string) => Promise<Result>,
): Message<z.ZodMiniObject<Shape, z.core.$strip>, Result> {
  return { schema: lazyObject(shape), handle };
}

/** The data of a message with this shape, as its handler gets it. */
export type DataOf<Shape extends z.core.$ZodShape> = z.output<z.ZodMiniObject<Shape, z.core.$strip>>;

/** The data as the sender passes it. It may be read-only, because the browser sends a copy. */
type Sent<Data> = Data extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : Data extends object
    ? { readonly [Key in keyof Data]: Sent<Data[Key]> }
    : Data;

/** The messages as their senders see them: by name, a function from the data to the result. */
export type Calls<Defined extends Messages> = {
  [Name in keyof Defined]: Defined[Name] extends Message<infer Schema, infer Result> ? (data: Sent<z.input<Schema>>) => Result : never;
};
