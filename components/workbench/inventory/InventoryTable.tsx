import { type ComponentChildren, Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { newestText } from '@/utils/apps/newest-text';
import { type InventoryApp, type InventoryEvidence, type InventoryIssue, inventoryIssues } from '@/utils/apps/types';
import { tableDayText } from '@/utils/files/table-time';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { useDrawn } from '../use-drawn';

/** More rows are drawn when the user asks for them. */
const PAGE = 100;

/** What narrows the list. */
export interface InventoryFilter {
  words: string;
  /** Null for all apps. */
  issue: InventoryIssue | null;
}

interface Props {
  apps: readonly InventoryApp[];
  filter: InventoryFilter;
  onFilter(filter: InventoryFilter): void;
  /** The menu that exports what is left. */
  exports?: ComponentChildren;
}

/** Returns the apps that a filter leaves. */
export function filteredApps(apps: readonly InventoryApp[], { words, issue }: InventoryFilter): InventoryApp[] {
  const sought = words.trim().toLowerCase();
  return apps.filter(
    (app) => (issue === null || app.issues.includes(issue)) && (sought === '' || (app.name ?? '').toLowerCase().includes(sought)),
  );
}

/** Lists the apps that hold tokens, and what there is to do about each. */
export function InventoryTable({ apps, filter, onFilter, exports }: Props) {
  const [limit, setLimit] = useState(PAGE);
  const shown = filteredApps(apps, filter);
  const drawn = useDrawn(Math.min(limit, shown.length), JSON.stringify([filter, shown[0]]));
  return (
    <>
      <div class="sr-tools">
        <label class="sr-field sr-tools__find">
          <Icon name="search" />
          <span class="sr-hidden">{t('workbench_inventory_find')}</span>
          <input
            autocomplete="off"
            type="search"
            placeholder={t('workbench_inventory_find')}
            value={filter.words}
            onInput={({ currentTarget }) => onFilter({ ...filter, words: currentTarget.value })}
          />
        </label>
        {inventoryIssues.map((issue) => {
          const count = apps.filter(({ issues }) => issues.includes(issue)).length;
          return count === 0 ? null : (
            <button
              key={issue}
              type="button"
              class="sr-toggle"
              aria-pressed={filter.issue === issue}
              onClick={() => onFilter({ ...filter, issue: filter.issue === issue ? null : issue })}
            >
              {tById('workbench_inventory_issue', issue)}
              <small>{count}</small>
            </button>
          );
        })}
        {exports}
      </div>
      <p class="sr-small sr-muted" role="status">
        {shown.length === apps.length
          ? tPlural('workbench_inventory_apps', apps.length)
          : t('workbench_inventory_apps_of', shown.length, apps.length)}
      </p>
      {shown.length === 0 ? (
        <p class="sr-empty__text">
          {t('workbench_review_no_rows')}{' '}
          <button type="button" class="sr-link" onClick={() => onFilter({ words: '', issue: null })}>
            {t('workbench_review_clear')}
          </button>
        </p>
      ) : (
        <ul class="sr-inventory">
          {shown.slice(0, drawn).map((app) => (
            <Row key={`${app.provider} ${app.name} ${app.tokens} ${app.lastUsed}`} app={app} />
          ))}
        </ul>
      )}
      {shown.length > limit && (
        <button type="button" class="sr-button" onClick={() => setLimit(limit + PAGE)}>
          {tPlural('workbench_review_more', Math.min(PAGE, shown.length - limit))}
        </button>
      )}
    </>
  );
}

const sourceText = ({ file, at }: { file: string; at: string | null }) =>
  at === null ? file : t('workbench_inventory_from', file, tableDayText(at));

const evidenceText = ({ issue, isIssue }: InventoryEvidence) =>
  isIssue ? tById('workbench_inventory_issue', issue) : tById('workbench_inventory_isnt', issue);

function Row({ app }: { app: InventoryApp }) {
  const { name, tokens, selfAuthorized, uses, lastUsed, scopes, issues, unknown, evidence, newest, differentScopes } = app;
  const facts = [
    tPlural('workbench_inventory_tokens', tokens),
    selfAuthorized !== null && selfAuthorized > 0 && tPlural('workbench_inventory_self', selfAuthorized),
    uses !== null && tPlural('workbench_inventory_uses', uses),
    lastUsed !== null && t('workbench_inventory_last', tableDayText(lastUsed)),
  ];
  return (
    <li>
      <details>
        <summary class="sr-inventory__app">
          <Icon name="chevron-right" small />
          <h2 dir="auto">{name ?? t('review_unknown_app')}</h2>
          <span class="sr-small sr-muted">
            {facts.filter(Boolean).map((fact, index) => (
              <Fragment key={fact}>
                {index > 0 && ' \u00b7 '}
                <span class="sr-inventory__fact">{fact}</span>
              </Fragment>
            ))}
          </span>
          <span class="sr-inventory__issues">
            {issues.map((issue) => (
              <span key={issue} class="sr-tag sr-tag--warning">
                {tById('workbench_inventory_issue', issue)}
              </span>
            ))}
            {unknown.map((issue) => (
              <span key={issue} class="sr-tag">
                {newest[issue] !== undefined
                  ? t('workbench_inventory_contested', tById('workbench_inventory_unknown', issue))
                  : tById('workbench_inventory_unknown', issue)}
              </span>
            ))}
          </span>
        </summary>
        <dl class="sr-lines sr-inventory__evidence">
          {[...Map.groupBy(evidence, evidenceText)].map(([text, same]) => (
            <Fragment key={text}>
              <dt>{text}</dt>
              <dd dir="auto">{listText(same.map(sourceText))}</dd>
            </Fragment>
          ))}
          {unknown.map(
            (issue) =>
              newest[issue] !== undefined && (
                <Fragment key={issue}>
                  <dt>{tById('workbench_inventory_unknown', issue)}</dt>
                  <dd dir="auto">{newestText(app, issue)}</dd>
                </Fragment>
              ),
          )}
          {differentScopes.map((one) => (
            <Fragment key={sourceText(one)}>
              <dt>{t('workbench_inventory_scopes_in', sourceText(one))}</dt>
              <dd class="sr-code">{one.scopes.join(' ')}</dd>
            </Fragment>
          ))}
          {scopes && (
            <>
              <dt>{t('workbench_inventory_column_scopes')}</dt>
              <dd class="sr-code">{scopes.join(' ')}</dd>
            </>
          )}
        </dl>
      </details>
    </li>
  );
}
