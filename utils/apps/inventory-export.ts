/** Writes an inventory as a table for a spreadsheet, as Markdown for a ticket, and as JSON. */
import { visibleJson } from '@/providers/oauth2/invisible';
import { tableTimeText } from '@/utils/files/table-time';
import { type CsvOptions, writeCsv } from '@/utils/text/csv';
import { markdownTable } from '@/utils/text/markdown';
import { listText, t, tById } from '@/utils/text/text';
import { newestText } from './newest-text';
import type { InventoryApp, InventoryIssue } from './types';

const columns = ['app', 'provider', 'installed', 'tokens', 'self', 'uses', 'used', 'scopes', 'issues', 'open'] as const;

/** A cell is empty if no file says what it would hold, or if files contradict each other. */
function cells(app: InventoryApp): (string | number | null)[] {
  const issues = (list: InventoryApp['issues']) => list.map((issue) => tById('workbench_inventory_issue', issue)).join(', ');
  return [
    app.name,
    app.provider,
    app.isInstalled === null ? null : t(app.isInstalled ? 'workbench_inventory_yes' : 'workbench_inventory_no'),
    app.tokens,
    app.selfAuthorized,
    app.uses,
    app.lastUsed && tableTimeText(app.lastUsed),
    app.scopes?.join(' ') ?? null,
    issues(app.issues),
    app.unknown.map((issue) => openText(app, issue)).join(', '),
  ];
}

/** Returns an issue that is unknown, and why if files disagree about it. */
function openText(app: InventoryApp, issue: InventoryIssue): string {
  const { newest, evidence } = app;
  const name = tById('workbench_inventory_issue', issue);
  if (newest[issue] === undefined) return name;
  const said = evidence
    .filter((one) => one.issue === issue)
    .map(({ isIssue, file }) => `${file}: ${t(isIssue ? 'workbench_inventory_yes' : 'workbench_inventory_no')}`);
  return `${name} (${listText(said)}. ${newestText(app, issue)})`;
}

const table = (apps: readonly InventoryApp[]) => [columns.map((column) => tById('workbench_inventory_column', column)), ...apps.map(cells)];

/** Returns the apps as comma-separated values, one per row. */
export const inventoryCsv = (apps: readonly InventoryApp[], options: CsvOptions): string => writeCsv(table(apps), options);

/** Returns the apps as a table in Markdown. */
export const inventoryMarkdown = (apps: readonly InventoryApp[]): string => markdownTable(table(apps));

/** Returns the apps as JSON. Scripts may depend on the keys. */
export function inventoryJson(apps: readonly InventoryApp[]): string {
  return `${visibleJson(
    apps.map(({ name, ...app }) => ({ app: name, ...app })),
    2,
  )}\n`;
}
