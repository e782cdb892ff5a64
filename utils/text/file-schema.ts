/** The parts that the schemas of files share, and the names of what can be wrong with a file. */
import * as z from 'zod/mini';
import { once } from '@/providers/once';
import { escapeInvisible } from './text';

/** What is wrong with a field. Each fault has a text `profile_fault_<fault>`. */
export type FileFault =
  | 'missing'
  | 'wrong-type'
  | 'too-long'
  | 'empty'
  | 'not-known'
  | 'format'
  | 'version'
  | 'provider'
  | 'id'
  | 'client'
  | 'host'
  | 'scope'
  | 'twice'
  | 'wildcards'
  | 'day'
  | 'address'
  | 'not-json';

/** A field that is wrong, and why. */
export interface FieldFault {
  /**
   * `required[3]` or `source.seen`; empty for the file as a whole. At most 80 characters, and as
   * untrusted as the file.
   */
  field: string;
  fault: FileFault;
}

/** A valid file, or everything that is wrong with it. */
export type ReadFile<File> = { ok: true; file: File } | { ok: false; faults: FieldFault[] };

/** Returns the parameters of a check whose failure is this fault. */
export const fault = (error: FileFault) => ({ error });

/** A text with further checks. */
export const text = (...checks: z.core.$ZodCheck<string>[]) => z.string().check(...checks);

/** A text that is shown: in one line, trimmed, not empty, and without invisible characters. */
export const singleLine = (maxLength: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((value: string) => escapeInvisible(value.replace(/\s+/g, ' ').trim())),
    ),
    text(z.minLength(1), z.maxLength(maxLength)),
  );

/** The longest ID of a scope in a file, in UTF-16 code units. */
export const MAX_SCOPE_LENGTH = 200;

/** A scope-token (RFC 6749 §3.3). */
export const scopeToken = once(() => text(z.maxLength(MAX_SCOPE_LENGTH), z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, fault('scope'))));

/** A day that exists, as `YYYY-MM-DD`. */
export const calendarDate = once(() =>
  text(
    z.regex(/^\d{4}-\d\d-\d\d$/, { ...fault('day'), abort: true }),
    z.refine((value) => {
      const at = Date.parse(`${value}T00:00:00Z`);
      return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
    }, fault('day')),
  ),
);

/** The longest URL in a file, in UTF-16 code units. */
export const MAX_URL_LENGTH = 1_000;

/** An https URL. */
export const httpsUrl = once(() =>
  text(
    z.maxLength(MAX_URL_LENGTH),
    z.refine((url) => URL.parse(url)?.protocol === 'https:', fault('address')),
  ),
);

/**
 * Parses JSON; null for any text that is not one JSON object. A byte order mark before it, and one
 * level of quotes around it, are what other tools add on the way.
 */
export function parseJsonObject(content: string): object | null {
  // The byte order mark is white space.
  const parse = (text: string): unknown => JSON.parse(text.trim());
  try {
    const once = parse(content);
    const parsed = typeof once === 'string' ? parse(once) : once;
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/**
 * Checks content of a file with a schema: it is valid as a whole or not at all. `at`: where in the
 * file the content is; the fields of the faults begin with it. Never throws.
 */
export function parseFields<Value>(
  schema: z.ZodMiniType<Value>,
  content: unknown,
  at: readonly PropertyKey[] = [],
): { ok: true; value: Value } | { ok: false; faults: FieldFault[] } {
  const parsed = schema.safeParse(content, { error: generalFault });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, at)) };
}

/** Returns the fault for an issue to which the schema assigns none. */
function generalFault({ code, input }: z.core.$ZodRawIssue): FileFault {
  if (code === 'invalid_type' && input === undefined) return 'missing';
  if (code === 'too_big') return 'too-long';
  if (code === 'too_small') return 'empty';
  if (code === 'unrecognized_keys') return 'not-known';
  return code === 'invalid_key' ? 'scope' : 'wrong-type';
}

function faultsOf(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): FieldFault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => ({ field: fieldOf([...at, ...path]), fault: issue.message as FileFault }));
}

/** Returns a path of keys and positions as text, like `required[3]`; at most 80 characters. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return escapeInvisible(field.replace(/^\./, '').slice(0, 80));
}
