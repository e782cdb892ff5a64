import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import { findingText } from '@/utils/diagnosis/finding-text';
import { t } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { Steps } from '../../diagnosis/Steps';
import { Icon } from '../../icons/Icon';
import { CopyBlock } from '../CopyBlock';
import { useDrawn } from '../use-drawn';

/** How a token response compares with a request. */
export interface GrantedLine {
  id: string;
  /** The app of the request, on its provider, and the file that it is from. */
  app: string;
  file: string;
  /** When the request was made; null if unknown. */
  at: number | null;
  /** Whether the request was refused, so that the response answers another one. */
  isRefused: boolean;
  /** Whether one of the lists may be incomplete, so that nothing is compared. */
  isUncertain: boolean;
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
  /** Whether the response names scopes that can't be read. */
  isIncomplete: boolean;
  /** One for each different request of the provider that was opened. */
  compared: readonly GrantedLine[];
  /** What was granted, or that requested scopes were not. */
  title: string;
  /** Returns the response as Markdown. */
  report(): string;
  /** Copies a text; resolves to whether it was copied. */
  onCopy(text: string): Promise<boolean>;
}

/** Shows the scopes of a token response beside those that were requested. The tokens are gone. */
export function GrantedCard({ provider, scopes, isIncomplete, compared, title, report, onCopy }: Props) {
  const [copied, setCopied] = useState<'report' | 'message' | null>(null);
  const copy = (text: string, what: 'report' | 'message') => void onCopy(text).then((isDone) => setCopied(isDone ? what : null));
  const isReportCopied = copied === 'report';
  const drawn = useDrawn(compared.length, compared[0]?.app);
  return (
    <article class="sr-diagnose__card sr-diagnose__plain" aria-labelledby="why">
      <h2 class="sr-why__title" id="why" tabIndex={-1}>
        {title}
      </h2>
      <p class="sr-why__text">
        {t('workbench_granted_text')} {scopes.length === 0 && !isIncomplete && t('workbench_granted_as_requested')}
      </p>
      <ScopeLine name={t('workbench_granted_named')} ids={scopes} />
      {compared.slice(0, drawn).map(({ id, app, file, at, isRefused, isUncertain, missing, extra, granted, lack }) => (
        <section key={id} class="sr-diagnose__compared" aria-labelledby={`against-${id}`}>
          <h3 class="sr-heading" id={`against-${id}`}>
            {t('workbench_granted_against', `${app} (${[file, at !== null && momentText(at)].filter(Boolean).join(', ')})`)}
          </h3>
          {isRefused && <p>{t('workbench_granted_refused')}</p>}
          {isUncertain && <p>{t('workbench_granted_uncertain')}</p>}
          {!isUncertain && missing.length + extra.length === 0 && <p>{t('workbench_granted_same')}</p>}
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
                onCopy={() => copy(lack.message, 'message')}
              />
            </>
          )}
        </section>
      ))}
      {compared.length === 0 && <p class="sr-small sr-muted">{t('workbench_granted_alone', provider)}</p>}
      <div>
        <button type="button" class="sr-button" title={t('report_private')} onClick={() => copy(report(), 'report')}>
          <Icon name={isReportCopied ? 'check' : 'copy'} />
          {t(isReportCopied ? 'report_copied' : 'report_copy')}
        </button>
      </div>
      <p class="sr-hidden" role="status">
        {copied !== null && t(isReportCopied ? 'report_copied' : 'workbench_copied')}
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
