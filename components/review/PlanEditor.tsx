import { useState } from 'preact/hooks';
import type { Catalogue } from '@/providers/contract/catalogue';
import { listText, t } from '@/utils/text/text';
import { Disclosure } from '../controls/Disclosure';
import { InlineMarkup } from '../controls/InlineMarkup';
import { Icon } from '../icons/Icon';
import { useReviewActions } from './review-state';

interface Props {
  /** Null if the request names no account. The plans are then saved for all such requests. */
  account: string | null;
  /** The products to ask for. The first edition of each is the free one. */
  choices: Catalogue['plans'];
  /** The edition of each product, by ID; null if none is stated. It may contain other products. */
  plans: Readonly<Record<string, string>> | null;
}

/**
 * Lets the user state which plans the account has, because no provider interface reveals them. The
 * form stays open if they were not saved; the action bar says why.
 */
export function PlanEditor({ account, choices, plans }: Props) {
  const { savePlans } = useReviewActions();
  return (
    <Disclosure name={t('details_plan')} line={<InlineMarkup text={summary(choices, plans)} />}>
      {(close) => (
        <PlanForm account={account} choices={choices} plans={plans} onPlans={async (next) => (await savePlans(next)) && close()} />
      )}
    </Disclosure>
  );
}

interface FormProps extends Props {
  /** Called with the stated plans; null if none is stated. */
  onPlans(plans: Record<string, string> | null): void;
  /** Closes the form, which then has no button that forgets the plans. */
  onCancel?(): void;
}

/** Takes the edition of each product. One that this version does not know stays as it is stated. */
export function PlanForm({ account, choices, plans, onPlans, onCancel }: FormProps) {
  const [draft, setDraft] = useState<Record<string, string>>({ ...plans });
  const save = (event: Event) => {
    event.preventDefault();
    const stated = Object.entries(draft).filter(([, edition]) => edition !== '');
    onPlans(stated.length > 0 ? Object.fromEntries(stated) : null);
  };
  return (
    <form autocomplete="off" onSubmit={save}>
      <fieldset class="sr-plans">
        <legend class="sr-small sr-muted">{t(account ? 'plans_why' : 'plans_why_no_account')}</legend>
        {choices.map(({ product, name, editions }) => (
          <label key={product} class="sr-plans__row">
            <span>{name}</span>
            <span class="sr-select">
              <select value={draft[product] ?? ''} onChange={(event) => setDraft({ ...draft, [product]: event.currentTarget.value })}>
                <option value="">{t('plans_unknown')}</option>
                {editions.map((edition) => (
                  <option key={edition.id} value={edition.id}>
                    {edition.name}
                  </option>
                ))}
                {draft[product] && editions.every(({ id }) => id !== draft[product]) && <option>{draft[product]}</option>}
              </select>
              <Icon name="chevron-down" small />
            </span>
          </label>
        ))}
      </fieldset>
      <p class="sr-plans__buttons">
        <button type="submit" class={onCancel ? 'sr-button sr-button--primary' : 'sr-button'}>
          {t('plans_save')}
        </button>
        {onCancel && (
          <button type="button" class="sr-button" onClick={onCancel}>
            {t('cancel')}
          </button>
        )}
        {plans && !onCancel && (
          <button type="button" class="sr-link" onClick={() => onPlans(null)}>
            {t('plans_forget')}
          </button>
        )}
      </p>
    </form>
  );
}

/** Says what is stated of these products, in words that may hold `**bold**`. */
function summary(choices: Props['choices'], plans: Props['plans']): string {
  const stated = choices.flatMap(({ product, name, editions }) => {
    const edition = editions.find(({ id }) => id === plans?.[product]);
    return edition ? [{ text: `${name} ${edition.name}`, isFree: edition === editions[0] }] : [];
  });
  if (stated.length === 0) return t('plans_not_stated');
  if (stated.length < choices.length) return t('plans_partly', listText(stated.map(({ text }) => text)));
  return listText(stated.filter(({ isFree }) => !isFree).map(({ text }) => text)) || t('plans_all_free');
}
