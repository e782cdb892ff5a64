/**
 * Reads what the browser's administrator set in managed storage. It is only ever read: nothing of
 * it is copied into the user's data, so it ends with the administrator's setting.
 * `docs/deployment.md` describes the keys.
 */
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { checkPolicy, type PolicyFile, readPolicyFile } from '@/utils/policy/policy-file';
import type { FieldFault } from '@/utils/text/file-schema';
import { tellPolicyChange } from './policy-signal';

/** What the organization lets the extension do. Everything is allowed unless it is turned off. */
export interface ManagedSwitches {
  /** Whether the user may check their own org. */
  orgQuestions: boolean;
  /** Whether selections, plans and chosen apps may be saved. */
  remembering: boolean;
  /** Whether histories of apps and outcomes of flows are recorded. */
  history: boolean;
  /** Whether the extension introduces itself after it was installed. */
  firstRun: boolean;
}

/** What managed storage contains. */
export interface Managed {
  /** The organization's policy; null if it has none, or if it can't be read. */
  policy: PolicyFile | null;
  switches: ManagedSwitches;
  /** What is wrong with the keys. A switch with a fault, or an unknown key, is ignored; a policy with one is unread. */
  faults: readonly FieldFault[];
  /**
   * Whether there may be a policy that can't be read: because the browser could not read the
   * storage, or because the policy has faults. No other policy counts in its place.
   */
  isUnread: boolean;
}

/** What applies without an administrator. */
export const unmanaged: Managed = {
  policy: null,
  switches: { orgQuestions: true, remembering: true, history: true, firstRun: true },
  faults: [],
  isUnread: false,
};

/** Reads managed storage. Without any, Firefox rejects and Chromium returns nothing. */
export async function readManaged(): Promise<Managed> {
  try {
    return checkManaged(await browser.storage.managed.get(null));
  } catch (error) {
    // Firefox's words: "Managed storage manifest not found".
    return { ...unmanaged, isUnread: !/not found/.test((error as Error | undefined)?.message ?? '') };
  }
}

/**
 * How long a review waits for managed storage, in milliseconds. Chromium answers only seconds after
 * its own start: 2 in Chromium 156, up to 8 elsewhere (ghostery/ghostery-extension#3367).
 */
const PATIENCE_MS = 200;

let isAwaited = false;

/**
 * Reads managed storage for what is only shown, which does not wait until the browser has it. Until
 * then nothing is managed. If something turns out to be, the other contexts are told. Whatever
 * changes a request or stores something uses `readManaged`.
 */
export async function managedSoFar(): Promise<Managed> {
  const read = readManaged();
  const soon = await Promise.race([read, new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null))]);
  if (soon) return soon;
  if (!isAwaited) void read.then(tellIfManaged);
  isAwaited = true;
  return unmanaged;
}

async function tellIfManaged({ policy, isUnread, switches }: Managed): Promise<void> {
  isAwaited = false;
  if (policy || isUnread || Object.values(switches).includes(false)) await tellPolicyChange();
}

/**
 * Runs a write of what is remembered, unless the organization turned that off (reason `managed`).
 * The background has the same answer in the state of each review, see `maySave`.
 */
export async function ifRemembering<Done>(write: () => Promise<Done>): Promise<Done | { ok: false; reason: 'managed' }> {
  return (await readManaged()).switches.remembering ? write() : { ok: false, reason: 'managed' };
}

/** Checks each key on its own, so that a wrong one leaves the others in force. */
export function checkManaged(stored: Readonly<Record<string, unknown>>): Managed {
  const switches = { ...unmanaged.switches };
  const faults: FieldFault[] = [];
  let policy: PolicyFile | null = null;
  let isUnread = false;
  for (const [key, value] of Object.entries(stored)) {
    if (key === 'policy') {
      // As an object, a policy loses its unknown fields in Chromium, and a rule without a
      // misspelled condition matches too much. The schema for Chromium therefore asks for the text
      // of the file.
      const checked = typeof value === 'string' ? readPolicyFile(value) : checkPolicy(value);
      isUnread = !checked.ok;
      if (checked.ok) policy = checked.file;
      else faults.push(...checked.faults.map(({ field, fault }) => ({ field: field === '' ? key : `${key}.${field}`, fault })));
    } else if (!Object.hasOwn(switches, key)) {
      faults.push({ field: key.slice(0, 80), fault: 'not-known' });
    } else {
      const checked = z.boolean().safeParse(value);
      if (checked.success) switches[key as keyof ManagedSwitches] = checked.data;
      else faults.push({ field: key, fault: 'wrong-type' });
    }
  }
  return { policy, switches, faults, isUnread };
}
