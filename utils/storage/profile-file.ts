/**
 * Reads and writes custom app profiles as files: the JSON of an `AppProfile` and the provider that
 * it is for.
 */
import * as z from 'zod/mini';
import { providers } from '@/providers';
import { once } from '@/providers/once';
import {
  calendarDate,
  type FileFault,
  fault,
  httpsUrl,
  parseFields,
  parseJsonObject,
  type ReadFile,
  scopeToken,
  singleLine,
  text,
} from '@/utils/text/file-schema';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';

const list = <Item extends z.ZodMiniType>(item: Item, maxLength: number) => z._default(z.array(item).check(z.maxLength(maxLength)), []);
const scopes = once(() => list(scopeToken(), 1000));

/**
 * The content of a profile file. Unknown fields are refused, because a misspelled field would
 * otherwise look like an empty list. The field names are in users' files and on disk already, so
 * they never change.
 */
export const profileFileSchema = once(() =>
  z
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
      required: scopes(),
      optionalOn: scopes(),
      optionalOff: scopes(),
      without: z._default(z.record(scopeToken(), singleLine(400)), {}),
      source: z.strictObject({
        title: singleLine(200),
        url: z.optional(httpsUrl()),
        seen: calendarDate(),
      }),
    })
    .check(
      z.superRefine<Record<'required' | 'optionalOn' | 'optionalOff', string[]>>(({ required, optionalOn, optionalOff }, context) => {
        const listed = new Set<string>();
        for (const [field, ids] of Object.entries({ required, optionalOn, optionalOff })) {
          for (const [index, id] of ids.entries()) {
            if (listed.has(id)) context.addIssue({ code: 'custom', message: 'twice' satisfies FileFault, path: [field, index] });
            listed.add(id);
          }
        }
      }),
    ),
);
/** A valid profile file, parsed. */
export type ProfileFile = z.infer<ReturnType<typeof profileFileSchema>>;

const profileFields = ['clientIds', 'redirectHosts', 'optionalOn', 'optionalOff'];

/**
 * Reads a profile file; null for a text that is not meant to be one. A file is valid as a whole or
 * not at all. Never throws.
 */
export function readProfileFile(text: string): ReadFile<ProfileFile> | null {
  const content = parseJsonObject(text.slice(0, MAX_PASTED_LENGTH));
  if (content === null) {
    const isTooLong = text.length > MAX_PASTED_LENGTH && /^\s*\{[^{]{0,400}"scope-review-profile"/.test(text);
    return isTooLong ? { ok: false, faults: [{ field: '', fault: 'too-long' }] } : null;
  }
  const isProfile =
    Reflect.get(content, 'format') === 'scope-review-profile' || profileFields.some((field) => Object.hasOwn(content, field));
  if (!isProfile) return null;
  const parsed = parseFields(profileFileSchema(), content);
  return parsed.ok ? { ok: true, file: parsed.value } : parsed;
}

/** Returns the text of a profile file, which `readProfileFile` reads back unchanged. */
export function writeProfileFile(file: ProfileFile): string {
  return `${JSON.stringify(file, null, 2)}\n`;
}
