/** Joins the files of one app that each have a part of its settings. */
import { providerById } from '@/providers';
import type { AppSettings } from '@/providers/contract/settings';
import { settingsRulesOf } from '@/providers/settings-rules';
import { newReceipt } from './receipt';
import { requestOfSafe, safeInput } from './safe-input';
import type { Found, OpenedFile } from './types';

/** A part of an app's settings, and the name of the file that it is from; null for a pasted text. */
interface Part {
  found: Found;
  settings: AppSettings;
  file: string | null;
}

/**
 * Returns the files, in which each part of an app has the settings of all its parts. Parts that
 * contradict each other are those of two apps, or of two versions of one, and stay as they are.
 * `names`: the names of the files, because only its name connects the file of an app with the
 * others if the app's label differs from its developer name.
 */
export function joinApps(files: readonly (OpenedFile | null)[], names: readonly (string | null)[] = []): (OpenedFile | null)[] {
  const parts = files.flatMap((file, index) => (file?.found ?? []).flatMap((found) => partOf(found, names[index] ?? null)));
  const settings = new Map<Found, AppSettings>();
  for (const [app, group] of groupsOf(parts)) {
    const kinds = new Set(group.flatMap((part) => part.settings.parts ?? []));
    const versions = new Set(group.map((part) => JSON.stringify(part.settings)));
    const name = group.find((part) => part.settings.partOf === undefined)?.settings.name ?? app;
    const all = group.map((part) => part.settings).reduce(joined);
    for (const part of group)
      settings.set(
        part.found,
        kinds.size === versions.size
          ? { ...all, name, partOf: app }
          : { ...part.settings, name: part.settings.partOf ?? name, isContested: true },
      );
  }
  return files.map((file) => file && { ...file, found: file.found.map((found) => withSettings(found, settings.get(found))) });
}

function partOf(found: Found, file: string | null): Part[] {
  return found.settings?.parts ? [{ found, settings: found.settings, file }] : [];
}

/** Returns the parts of each app, by its developer name; an app's own file only if it is certain. */
function groupsOf(parts: readonly Part[]): [app: string, group: Part[]][] {
  const groups = new Map<string, { app: string; group: Part[] }>();
  const keyOf = ({ found }: Part, app: string) => `${found.input.request.provider} ${app}`;
  for (const part of parts) {
    const app = part.settings.partOf;
    if (!app) continue;
    const { group } = groups.get(keyOf(part, app)) ?? { group: [] };
    groups.set(keyOf(part, app), { app, group: [...group, part] });
  }
  for (const part of parts) {
    if (part.settings.partOf !== undefined) continue;
    const app = developerName(part);
    if (app !== null) groups.get(keyOf(part, app))?.group.push(part);
  }
  return [...groups.values()].map(({ app, group }) => [app, group]);
}

/** The developer name of an app, from the name of its own file, else as the provider proposes it. */
function developerName({ found, settings, file }: Part): string | null {
  const files = settingsRulesOf(found.input.request.provider)?.files;
  return files?.appOf(file ?? '') ?? (settings.name === null ? null : (files?.nameFor(settings.name) ?? null));
}

function joined(one: AppSettings, other: AppSettings): AppSettings {
  const all = (list: 'required' | 'conditionallyRequired' | 'optional' | 'redirectUrls') => [...new Set([...one[list], ...other[list]])];
  const unread = (one.unread ?? 0) + (other.unread ?? 0);
  const unreadRedirects = (one.unreadRedirects ?? 0) + (other.unreadRedirects ?? 0);
  return {
    ...one,
    ...(unread > 0 ? { unread } : {}),
    ...(unreadRedirects > 0 ? { unreadRedirects } : {}),
    clientId: one.clientId ?? other.clientId,
    required: all('required'),
    conditionallyRequired: all('conditionallyRequired'),
    optional: all('optional'),
    redirectUrls: all('redirectUrls'),
    policies: { ...one.policies, ...other.policies },
    parts: [...new Set([...(one.parts ?? []), ...(other.parts ?? [])])],
  };
}

function withSettings(found: Found, settings: AppSettings | undefined): Found {
  const provider = providerById(found.input.request.provider);
  if (!settings || !provider) return found;
  return {
    ...found,
    settings,
    input: safeInput({ provider, request: requestOfSafe(provider, settings) }, newReceipt()),
    app: settings.name,
  };
}

/**
 * Returns the name of the app for each file whose settings a later file of the same app has, too,
 * so that the app is counted once; null for any other file.
 */
export function joinedInto(files: readonly (OpenedFile | null)[]): (string | null)[] {
  const appOf = (file: OpenedFile | null) => {
    const [found] = file?.found ?? [];
    return found?.settings?.partOf && !found.settings.isContested ? `${found.input.request.provider} ${found.settings.partOf}` : null;
  };
  const apps = files.map(appOf);
  return files.map((file, index) => (apps[index] && apps.lastIndexOf(apps[index]) > index ? (file?.found[0]?.app ?? null) : null));
}

/** Returns the kinds of file that a comparison needs and that were not opened, see `AppFiles`. */
export function missingFiles(provider: string, { parts }: AppSettings): string[] {
  const needed = parts ? (settingsRulesOf(provider)?.files?.needed ?? []) : [];
  return needed.filter((kind) => !parts?.includes(kind));
}
