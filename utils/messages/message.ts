/** What a message to the background is made of. The schema gives the type of the data, so that the two cannot differ. */
import type * as z from 'zod/mini';

export interface Message<Schema extends z.ZodMiniType, Result> {
  schema: Schema;
  /** `tabId`: the tab of the content script or of the panel's frame; from the popup the tab that it names. */
  handle(data: z.output<Schema>, tabId: number): Promise<Result>;
}

/** Messages by name. */
export type Messages = Readonly<Record<string, Message<z.ZodMiniType, unknown>>>;

/** Defines one message: the shape of its data, and what it does. Data of another shape never reaches `handle`. */
export function message<Schema extends z.ZodMiniType, Result>(
  schema: Schema,
  handle: (data: z.output<Schema>, tabId: number) => Promise<Result>,
): Message<Schema, Result> {
  return { schema, handle };
}

/** The browser copies what is sent, so it may be read-only. */
type Sent<Data> = Data extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : Data extends object
    ? { readonly [Key in keyof Data]: Sent<Data[Key]> }
    : Data;

/** The messages as their senders see them. */
export type Calls<Defined extends Messages> = {
  [Name in keyof Defined]: Defined[Name] extends Message<infer Schema, infer Result> ? (data: Sent<z.input<Schema>>) => Result : never;
};
