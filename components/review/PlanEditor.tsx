import { useState } from 'preact/hooks';
import type { Catalogue } from '@/providers/contract/catalogue';
import { listText, t } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { Icon } from '../icons/Icon';
import { type ReviewActions, useReviewActions } from './review-state';

interface Props {
  /** Null if the request names no account. The plans are then saved for all such requests. */
  account: string | null;
  choices: Catalogue['plans'];
  /** The edition of each product, by ID; null if never stated. */
  plans: Readonly<Record<string, string>> | null;
}

/** Lets the user state which plans the account has, because no provider interface reveals them. */
export function PlanEditor({ account, choices, plans }: Props) {
  const { savePlans } = useReviewActions();
  const stated = choices.flatMap(({ product, name, editions }) => {
    const edition = editions.find(({ id }) => id === plans?.[product]);
    return edition && edition !== editions[0] ? [`${name} ${edition.name}`] : [];
  });
  const line = plans ? listText(stated) || t('plans_all_free') : t('plans_not_stated');
  return (
    <Disclosure name={t('details_plan')} line={<InlineMarkup text={line} />}>
      {(close) => (
        <PlanForm
          account={account}
          choices={choices}
          plans={plans}
          onPlans={(next) => {
            close();
            savePlans(next);
          }}
        />
      )}
    </Disclosure>
  );
}

function PlanForm({ account, choices, plans, onPlans }: Props & { onPlans: ReviewActions['savePlans'] }) {
  const [draft, setDraft] = useState<Record<string, string>>({ ...plans });
  const save = (event: Event) => {
    event.preventDefault();
    onPlans(Object.fromEntries(choices.map(({ product, editions }) => [product, draft[product] ?? editions[0]?.id ?? ''])));
  };
  return (
    <form onSubmit={save}>
      <fieldset class="sr-plans">
        <legend class="sr-small sr-muted">{t(account ? 'plans_why' : 'plans_why_no_account')}</legend>
        {choices.map(({ product, name, editions }) => (
          <label key={product} class="sr-plans__row">
            <span>{name}</span>
            <span class="sr-select">
              <select
                value={draft[product] ?? editions[0]?.id}
                onChange={(event) => setDraft({ ...draft, [product]: event.currentTarget.value })}
              >
                {editions.map((edition) => (
                  <option key={edition.id} value={edition.id}>
                    {edition.name}
                  </option>
                ))}
              </select>
              <Icon name="chevron-down" small />
            </span>
          </label>
        ))}
      </fieldset>
      <p class="sr-plans__buttons">
        <button type="submit" class="sr-button">
          {t('plans_save')}
        </button>
        {plans && (
          <button type="button" class="sr-link" onClick={() => onPlans(null)}>
            {t('plans_forget')}
          </button>
        )}
      </p>
    </form>
  );
}
