import { useMemo, useState } from 'preact/hooks';
import { CopyBlock } from '@/components/workbench/CopyBlock';
import { ExportMenu } from '@/components/workbench/ExportMenu';
import { ViewTitle } from '@/components/workbench/Frame';
import { Intake } from '@/components/workbench/Intake';
import { filteredApps, InventoryTable } from '@/components/workbench/inventory/InventoryTable';
import { IssueCards } from '@/components/workbench/inventory/IssueCards';
import { OpenedList } from '@/components/workbench/OpenedList';
import { providers } from '@/providers';
import { settingsRulesOf } from '@/providers/settings-rules';
import { inventoryCsv, inventoryJson, inventoryMarkdown } from '@/utils/apps/inventory-export';
import { inventoryLinks } from '@/utils/apps/inventory-links';
import { type InventoryApp, inventoryIssues } from '@/utils/apps/types';
import { joinableIn } from '@/utils/files/open';
import { t } from '@/utils/text/text';
import { copyText } from '../../app/copy';
import { openedLines } from '../opened-lines';
import { saveExport } from '../save-export';
import type { ViewProps } from '../view-props';
import { hostOf } from './host-of';
import { useInventory } from './use-inventory';

/** Lists the apps that hold tokens in an org, from the tables that its admin exports. */
export function InventoryView({ session }: ViewProps) {
  const [filter, setFilter] = useState<Parameters<typeof filteredApps>[1]>({ words: '', issue: null });
  const [copied, setCopied] = useState<boolean | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const found = useMemo(() => session.items.flatMap(({ opened }) => (opened ? joinableIn(opened) : [])), [session.items]);
  const counted = useInventory(session.items);
  const apps = counted ?? [];
  const hostOfTables = useMemo(() => hostOf(found), [found]);
  const host = typed ?? hostOfTables;
  const shown = filteredApps(apps, filter);
  const issues = inventoryIssues
    .filter((issue) => shown.some((app) => app.issues.includes(issue)))
    .map((issue) => ({ issue, links: inventoryLinks(shown[0]?.provider ?? '', host.trim().toLowerCase(), issue) }));
  return (
    <>
      <ViewTitle title={t('workbench_title_inventory')} text={t('workbench_inventory_text')} />
      <Intake
        label={t('workbench_inventory_intake')}
        reading={session.reading}
        onOpen={(contents) => void session.open(contents)}
        onCancel={session.cancel}
      />
      <OpenedList lines={openedLines(session.items)} onRemove={session.remove} />
      {counted === null ? null : apps.length === 0 ? (
        <>
          <p class="sr-muted">{t('workbench_inventory_empty')}</p>
          {queries.map(({ name, query }) => (
            <CopyBlock
              key={name}
              title={t('workbench_inventory_query', name)}
              heading="h2"
              note={t('workbench_inventory_query_note')}
              text={query}
              onCopy={() => void copyText(query).then(setCopied)}
            />
          ))}
          <p class="sr-hidden" role="status">
            {copied !== null && t(copied ? 'workbench_copied' : 'workbench_not_copied')}
          </p>
        </>
      ) : (
        <>
          <section class="sr-part" aria-label={t('workbench_inventory_list')}>
            <InventoryTable
              apps={apps}
              filter={filter}
              onFilter={setFilter}
              exports={
                shown.length > 0 && (
                  <ExportMenu
                    formats={['md', 'json', 'csv', 'excel']}
                    onExport={(format) => saveExport('scope-review-inventory', format, textIn[format](shown))}
                  />
                )
              }
            />
          </section>
          {issues.length > 0 && <IssueCards issues={issues} host={host} onHost={setTyped} />}
        </>
      )}
    </>
  );
}

/** The queries that list the tokens of an org, by provider. */
const queries = providers.flatMap(({ id, name }) => {
  const query = settingsRulesOf(id)?.usageQuery;
  return query === undefined ? [] : [{ name, query }];
});

const textIn = {
  md: inventoryMarkdown,
  json: inventoryJson,
  csv: (apps: readonly InventoryApp[]) => inventoryCsv(apps, { bom: false }),
  excel: (apps: readonly InventoryApp[]) => inventoryCsv(apps, { bom: true }),
};
