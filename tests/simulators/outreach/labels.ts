import { escapeHtml } from '../web';
import type { OutreachState } from './state';

/** Rails' `titleize`: `sequenceStates` and `read_prospects` become `Sequence States` and `Read Prospects`. */
function titleize(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[ _]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}

/**
 * Seen on two screenshots of getoutreach: `Read Prospects`, `Create Prospects`, `Update Prospects`, `Openid`, `Profile`, `Email`. Nobody
 * published what stands there for `.all`, `.write`, `.delete` and the rest: `Accounts: All` is a stand-in of our own.
 */
function labelOf(id: string): string {
  const [resource = '', access] = id.split('.');
  if (access === undefined) return titleize(id);
  return access === 'read' ? `Read ${titleize(resource)}` : `${titleize(resource)}: ${titleize(access)}`;
}

/** The line of a scope as HTML. Without a text, what Rails prints in its place: a mark whose title has the key. */
export function lineFor(id: string, labels: OutreachState['labels']): string {
  if (labels === 'outreach') return escapeHtml(labelOf(id));
  const key = escapeHtml(`translation missing: en.doorkeeper.scopes.${id}`);
  return `<span class="translation_missing" title="${key}">${escapeHtml(titleize(id.split('.').at(-1) ?? ''))}</span>`;
}
