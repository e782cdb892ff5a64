import { escapeHtml } from '../web';
import type { OutreachState } from './state';

/**
 * Works like Rails' `titleize`: `sequenceStates` and `read_prospects` become `Sequence States` and
 * `Read Prospects`.
 */
function titleize(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[ _]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join(' ');
}

/**
 * Two screenshots of getoutreach show `Read Prospects`, `Create Prospects`, `Update Prospects`,
 * `Openid`, `Profile` and `Email`. The lines for `.all`, `.write`, `.delete` and the others are not
 * published, so `Accounts: All` is made up.
 */
function labelOf(id: string): string {
  const [resource = '', access] = id.split('.');
  if (access === undefined) return titleize(id);
  return access === 'read' ? `Read ${titleize(resource)}` : `${titleize(resource)}: ${titleize(access)}`;
}

/**
 * Returns the line of a scope as HTML. If the server has no text for it, that is what Rails prints
 * instead: an element whose title contains the key.
 */
export function lineFor(id: string, labels: OutreachState['labels']): string {
  if (labels === 'outreach') return escapeHtml(labelOf(id));
  const key = escapeHtml(`translation missing: en.doorkeeper.scopes.${id}`);
  return `<span class="translation_missing" title="${key}">${escapeHtml(titleize(id.split('.').at(-1) ?? ''))}</span>`;
}
