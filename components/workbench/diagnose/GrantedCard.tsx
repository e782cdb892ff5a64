import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import { findingText } from '@/utils/diagnosis/finding-text';
import { t, tPlural } from '@/utils/text/text';
import { Steps } from '../../diagnosis/Steps';
import { CopyBlock } from '../CopyBlock';

/** How a token response compares with a request. */
export interface GrantedLine {
  id: string;
  /** The app of the request. */
  request: string;
  missing: readonly string[];
  extra: readonly string[];
  granted: readonly string[];
  /** What the missing scopes mean; null if none are missing. */
  lack: Lack | null;
}

interface Lack {
  finding: Finding;
  /** What stops working without the scopes, as far as it is known. */
  losses: readonly string[];
  /** The text to send. */
  message: string;
}

interface Props {
  provider: string;
  /** The granted scopes; empty if the response names none. */
  scopes: readonly string[];
  /** One for each different request of the provider that was opened. */
  compared: readonly GrantedLine[];
  /** That requested scopes were not granted; null if all of them were. */
  lackTitle: string | null;
  /** Copies a text; resolves to whether it was copied. */
  onCopy(text: string): Promise<boolean>;
}

/** Shows the scopes of a token response beside those that were requested. The tokens are gone. */
export function GrantedCard({ provider, scopes, compared, lackTitle, onCopy }: Props) {
  const [copied, setCopied] = useState<boolean | null>(null);
  const named = scopes.length === 0 ? t('workbench_granted_unnamed') : tPlural('workbench_granted_title', scopes.length, provider);
  return (
    <article class="sr-diagnose__card sr-diagnose__plain" aria-labelledby="why">
      <h2 class="sr-why__title" id="why" tabIndex={-1}>
        {lackTitle ?? named}
      </h2>
      <p class="sr-why__text">
        {t('workbench_granted_text')} {scopes.length === 0 && t('workbench_granted_as_requested')}
      </p>
      <ScopeLine name={t('workbench_granted_named')} ids={scopes} />
      {compared.map(({ id, request, missing, extra, granted, lack }) => (
        <section key={id} class="sr-diagnose__compared" aria-label={t('workbench_granted_against', request)}>
          <h3 class="sr-heading">{t('workbench_granted_against', request)}</h3>
          {missing.length + extra.length === 0 && <p>{t('workbench_granted_same')}</p>}
          <ScopeLine name={t('workbench_granted_missing')} ids={missing} />
          <ScopeLine name={t('workbench_granted_extra')} ids={extra} />
          <ScopeLine name={t('workbench_granted_both')} ids={granted} />
          {lack && (
            <>
              <p>{[findingText(lack.finding, 'text'), ...lack.losses].join(' ')}</p>
              <Steps finding={lack.finding} links={{}} />
              <CopyBlock
                title={t('workbench_granted_send')}
                note={t('workbench_granted_send_note')}
                text={lack.message}
                onCopy={() => void onCopy(lack.message).then(setCopied)}
              />
            </>
          )}
        </section>
      ))}
      {compared.length === 0 && <p class="sr-small sr-muted">{t('workbench_granted_alone', provider)}</p>}
      <p class="sr-hidden" role="status">
        {copied !== null && t(copied ? 'workbench_copied' : 'workbench_not_copied')}
      </p>
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
