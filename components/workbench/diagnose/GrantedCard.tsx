import { t, tPlural } from '@/utils/text/text';

/** How a token response compares with a request. */
export interface GrantedLine {
  id: string;
  /** The app of the request. */
  request: string;
  missing: readonly string[];
  extra: readonly string[];
  granted: readonly string[];
}

interface Props {
  provider: string;
  /** The granted scopes; empty if the response names none. */
  scopes: readonly string[];
  /** One for each different request of the provider that was opened. */
  compared: readonly GrantedLine[];
}

/** Shows the scopes of a token response beside those that were requested. The tokens are gone. */
export function GrantedCard({ provider, scopes, compared }: Props) {
  return (
    <article class="sr-diagnose__card sr-diagnose__plain" aria-labelledby="why">
      <h2 class="sr-why__title" id="why" tabIndex={-1}>
        {scopes.length === 0 ? t('workbench_granted_unnamed') : tPlural('workbench_granted_title', scopes.length, provider)}
      </h2>
      <p class="sr-why__text">{t('workbench_granted_text')}</p>
      <ScopeLine name={t('workbench_granted_named')} ids={scopes} />
      {compared.map(({ id, request, missing, extra, granted }) => (
        <section key={id} class="sr-diagnose__compared" aria-label={t('workbench_granted_against', request)}>
          <h3 class="sr-heading">{t('workbench_granted_against', request)}</h3>
          {missing.length + extra.length === 0 && <p>{t('workbench_granted_same')}</p>}
          <ScopeLine name={t('workbench_granted_missing')} ids={missing} />
          <ScopeLine name={t('workbench_granted_extra')} ids={extra} />
          <ScopeLine name={t('workbench_granted_both')} ids={granted} />
        </section>
      ))}
      {compared.length === 0 && <p class="sr-small sr-muted">{t('workbench_granted_alone', provider)}</p>}
    </article>
  );
}

function ScopeLine({ name, ids }: { name: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <dl class="sr-diagnose__scopes">
      <dt>{name}</dt>
      <dd class="sr-code">{ids.join(' ')}</dd>
    </dl>
  );
}
