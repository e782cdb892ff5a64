import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canary } from '../simulators/canary';

/** Where an extension can store. Cookies and history are the browser's own affair. */
const ours = /IndexedDB|Local Extension Settings|Session Storage|Local Storage|Sync Extension/;

/** Files of a browser profile in which a planted secret was stored; empty is good. */
export function filesWithCanary(profile: string): string[] {
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ours.test(entry.parentPath))
    .filter((entry) => readFileSync(join(entry.parentPath, entry.name)).includes(canary))
    .map((entry) => entry.name);
}
