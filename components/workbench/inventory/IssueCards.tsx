import type { InventoryIssue } from '@/utils/apps/types';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';

interface Props {
  /** The issues that at least one app of the list has. */
  issues: readonly { issue: InventoryIssue; links: readonly { page: string; url: string }[] }[];
  /** The host to which the links go; empty if it is unknown. */
  host: string;
  onHost(host: string): void;
}

/** Says what each issue means and what to do about it, with links into the org's Setup. */
export function IssueCards({ issues, host, onHost }: Props) {
  return (
    <section class="sr-part" aria-labelledby="to-do">
      <h2 id="to-do">{t('workbench_inventory_to_do')}</h2>
      <label class="sr-labeled sr-inventory__host">
        <span class="sr-small sr-muted">{t('workbench_inventory_host')}</span>
        <span class="sr-field">
          <input
            type="text"
            inputMode="url"
            spellcheck={false}
            autocomplete="off"
            placeholder="acme.my.salesforce.com"
            value={host}
            onInput={({ currentTarget }) => onHost(currentTarget.value)}
          />
        </span>
      </label>
      <ul class="sr-problems">
        {issues.map(({ issue, links }) => (
          <li key={issue} class="sr-finding">
            <div class="sr-finding__body">
              <h3 class="sr-finding__title">{tById('workbench_inventory_issue', issue)}</h3>
              <p class="sr-finding__text">{tById('workbench_inventory_issue', issue, 'text')}</p>
              <ol class="sr-inventory__steps">
                {tById('workbench_inventory_issue', issue, 'steps')
                  .split('\n')
                  .map((step) => (
                    <li key={step}>{step}</li>
                  ))}
              </ol>
              {links.map(({ page, url }) => (
                <a key={page} class="sr-link" href={url} target="_blank" rel="noreferrer">
                  {tById('workbench_inventory_page', page)}
                  <Icon name="external" small />
                </a>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
