/**
 * Reads and writes custom app profiles as files: the JSON of an `AppProfile` and the provider that
 * it is for.
 */
import * as z from 'zod/mini';
import { providers } from '@/providers';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { escapeInvisible } from '@/utils/text/text';

/** What is wrong with a field. Each fault has a text `profile_fault_<fault>`. */
export type ProfileFault =
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
  | 'day'
  | 'address';

const fault = (error: ProfileFault) => ({ error });

const text = (...checks: z.core.$ZodCheck<string>[]) => z.string().check(...checks);
const list = <Item extends z.ZodMiniType>(item: Item, maxLength: number) => z._default(z.array(item).check(z.maxLength(maxLength)), []);

const singleLine = (maxLength: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((value: string) => escapeInvisible(value.replace(/\s+/g, ' ').trim())),
    ),
    text(z.minLength(1), z.maxLength(maxLength)),
  );

/** A scope-token (RFC 6749 §3.3). */
const scope = text(z.maxLength(200), z.regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, fault('scope')));
const scopes = list(scope, 1000);

const day = text(
  z.refine((value) => {
    const at = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value;
  }, fault('day')),
);

/**
 * The content of a profile file. Unknown fields are refused, because a misspelled field would
 * otherwise look like an empty list. The field names are in users' files and on disk already, so
 * they never change.
 */
export const profileFileSchema = z
  .strictObject({
    format: z.literal('scope-review-profile', fault('format')),
    version: z.literal(1, fault('version')),
    provider: text(z.refine((id) => providers.some((provider) => provider.id === id), fault('provider'))),
    id: text(z.maxLength(60), z.regex(/^[a-z0-9-]+$/, fault('id'))),
    name: singleLine(80),
    clientIds: list(text(z.maxLength(400), z.regex(/^[\x21-\x7e]+$/, fault('client'))), 50),
    // A dot is required, because a host includes its subdomains and `com` would match nearly every
    // app.
    redirectHosts: list(text(z.maxLength(253), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, fault('host'))), 50),
    names: list(singleLine(80), 20),
    required: scopes,
    optionalOn: scopes,
    optionalOff: scopes,
    without: z._default(z.record(scope, singleLine(400)), {}),
    source: z.strictObject({
      title: singleLine(200),
      url: z.optional(
        text(
          z.maxLength(1000),
          z.refine((url) => URL.parse(url)?.protocol === 'https:', fault('address')),
        ),
      ),
      seen: day,
    }),
  })
  .check(
    z.superRefine<Record<'required' | 'optionalOn' | 'optionalOff', string[]>>(({ required, optionalOn, optionalOff }, context) => {
      const listed = new Set<string>();
      for (const [field, ids] of Object.entries({ required, optionalOn, optionalOff })) {
        for (const [index, id] of ids.entries()) {
          if (listed.has(id)) context.addIssue({ code: 'custom', message: 'twice' satisfies ProfileFault, path: [field, index] });
          listed.add(id);
        }
      }
    }),
  );
/** A valid profile file, parsed. */
export type ProfileFile = z.infer<typeof profileFileSchema>;

/** A field that is wrong, and why. */
export interface FieldFault {
  /**
   * `required[3]` or `source.seen`; empty for the file as a whole. At most 80 characters, and as
   * untrusted as the file.
   */
  field: string;
  fault: ProfileFault;
}

/** A valid profile, or everything that is wrong with the file. */
export type ReadProfile = { ok: true; file: ProfileFile } | { ok: false; faults: FieldFault[] };

const profileFields = ['clientIds', 'redirectHosts', 'optionalOn', 'optionalOff'];

/**
 * Reads a profile file; null for a text that is not meant to be one. A file is valid as a whole or
 * not at all. Never throws.
 */
export function readProfileFile(text: string): ReadProfile | null {
  const content = parse(text.slice(0, MAX_PASTED_LENGTH));
  if (content === null) {
    const isTooLong = text.length > MAX_PASTED_LENGTH && /^\s*\{[^{]{0,400}"scope-review-profile"/.test(text);
    return isTooLong ? { ok: false, faults: [{ field: '', fault: 'too-long' }] } : null;
  }
  const isProfile =
    Reflect.get(content, 'format') === 'scope-review-profile' || profileFields.some((field) => Object.hasOwn(content, field));
  if (!isProfile) return null;
  const parsed = parseFields(profileFileSchema, content);
  return parsed.ok ? { ok: true, file: parsed.value } : parsed;
}

/**
 * Checks content of a file with a schema. `at`: where in the file the content is; the fields of the
 * faults begin with it.
 */
export function parseFields<Value>(
  schema: z.ZodMiniType<Value>,
  content: unknown,
  at: readonly PropertyKey[] = [],
): { ok: true; value: Value } | { ok: false; faults: FieldFault[] } {
  const parsed = schema.safeParse(content, { error: (issue) => generalFault(issue) });
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, faults: parsed.error.issues.flatMap((issue) => faultsOf(issue, at)) };
}

function parse(text: string): object | null {
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'object' && content !== null && !Array.isArray(content) ? content : null;
  } catch {
    return null;
  }
}

/** Returns the fault for an issue to which the schema assigns none. */
function generalFault({ code, input }: z.core.$ZodRawIssue): ProfileFault {
  if (code === 'invalid_type' && input === undefined) return 'missing';
  if (code === 'too_big') return 'too-long';
  if (code === 'too_small') return 'empty';
  if (code === 'unrecognized_keys') return 'not-known';
  return code === 'invalid_key' ? 'scope' : 'wrong-type';
}

function faultsOf(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): FieldFault[] {
  const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
  return paths.map((path) => ({ field: fieldOf([...at, ...path]), fault: issue.message as ProfileFault }));
}

/** Returns a path of keys and positions as text, like `required[3]`; at most 80 characters. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const field = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
  return escapeInvisible(field.replace(/^\./, '').slice(0, 80));
}

/** Returns the text of a profile file, which `readProfileFile` reads back unchanged. */
export function writeProfileFile(file: ProfileFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
