/** Joins the files of one app that each have a part of its settings. */
import { providerById } from '@/providers';
import type { AppSettings } from '@/providers/contract/settings';
import { newReceipt } from './receipt';
import { requestOfSafe, safeInput } from './safe-input';
import type { Found, OpenedFile } from './types';

/** Returns the files, in which each part of an app has the settings of all its parts. */
export function joinApps(files: readonly (OpenedFile | null)[]): (OpenedFile | null)[] {
  const parts = new Map<string, AppSettings>();
  for (const found of files.flatMap((file) => file?.found ?? [])) {
    const key = keyOf(found);
    if (key && found.settings) parts.set(key, joined(parts.get(key), found.settings));
  }
  return files.map((file) => file && { ...file, found: file.found.map((found) => withSettings(found, parts.get(keyOf(found) ?? ''))) });
}

function keyOf({ settings, input }: Found): string | null {
  return settings?.partOf ? `${input.request.provider} ${settings.partOf}` : null;
}

function joined(one: AppSettings | undefined, other: AppSettings): AppSettings {
  if (!one) return other;
  const all = (list: 'required' | 'conditionallyRequired' | 'optional' | 'redirectUrls') => [...new Set([...one[list], ...other[list]])];
  return {
    ...one,
    clientId: one.clientId ?? other.clientId,
    required: all('required'),
    conditionallyRequired: all('conditionallyRequired'),
    optional: all('optional'),
    redirectUrls: all('redirectUrls'),
    policies: { ...one.policies, ...other.policies },
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
