import type { SettingsProblem } from '@/providers/contract/settings-rules';
import { leftLines, settingsLines, urlLines } from '@/utils/apps/check-markdown';
import type { SettingsCheck } from '@/utils/apps/types';
import { t, tById, tPlural } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { Notice } from '../../review/Lead';
import { CopyBlock } from '../CopyBlock';
import { ProblemList } from './ProblemList';

interface Props {
  check: SettingsCheck;
  /** What the request was compared with: `guess` is what an app publishes; null for nothing. */
  comparedWith: 'settings' | 'guess' | null;
  onCopy(text: string): void;
  /** Copies all of it as a text for a ticket; absent if nothing was compared. */
  onCopyAll?(): void;
}

/** Says in a few words what a comparison found. */
export function resultOf({ mismatches, isCompared }: SettingsCheck): string {
  if (mismatches.length > 0) return tPlural('workbench_settings_mismatches', mismatches.length);
  return t(isCompared ? 'workbench_settings_agree' : 'workbench_settings_not_compared');
}

/** Shows what differs between a request and its app's settings, and what to copy instead. */
export function CheckResult({ check, comparedWith, onCopy, onCopyAll }: Props) {
  const { mismatches, hygiene, unknown, isCompared, correctedUrl, leftInUrl, correctedText, leftInSettings } = check;
  return (
    <>
      {comparedWith && (
        <section class="sr-part" aria-labelledby="mismatches">
          <div class="sr-copy__head">
            <h2 id="mismatches">{resultOf(check)}</h2>
            <button type="button" class="sr-button" onClick={onCopyAll}>
              <Icon name="copy" />
              {t('workbench_settings_copy')}
            </button>
          </div>
          {comparedWith === 'guess' && <Notice icon="info" text={t('workbench_settings_guess')} />}
          {unknown.map((what) => (
            <Notice key={what} icon="question" text={tById('workbench_settings_unknown', what)} />
          ))}
          <ProblemList problems={mismatches} />
          {mismatches.length === 0 && isCompared && unknown.length === 0 && (
            <p class="sr-agree">
              <Icon name="check" />
              {t('workbench_settings_agree_text')}
            </p>
          )}
        </section>
      )}
      {hygiene.length > 0 && (
        <section class="sr-part" aria-labelledby="hygiene">
          <h2 id="hygiene">{tPlural('workbench_settings_hygiene', hygiene.length)}</h2>
          <ProblemList problems={hygiene} />
        </section>
      )}
      {(correctedUrl !== null || correctedText !== null) && (
        <section class="sr-part" aria-labelledby="corrections">
          <h2 id="corrections">{t('workbench_settings_corrections')}</h2>
          <p class="sr-muted">
            {t(
              correctedUrl !== null && correctedText !== null
                ? 'workbench_settings_corrections_text'
                : 'workbench_settings_correction_text',
            )}
          </p>
          {correctedUrl !== null && (
            <CopyBlock
              title={t('workbench_settings_url')}
              note={t('workbench_settings_url_note')}
              text={correctedUrl}
              onCopy={() => onCopy(correctedUrl)}
            >
              {urlLines(check).map((text) => (
                <Notice key={text} icon="info" text={text} />
              ))}
              <Left problems={leftInUrl} />
            </CopyBlock>
          )}
          {correctedText !== null && (
            <CopyBlock
              title={t('workbench_settings_lists')}
              note={t('workbench_settings_lists_note')}
              text={correctedText}
              onCopy={() => onCopy(correctedText)}
            >
              {settingsLines(check).map((text) => (
                <Notice key={text} icon="warning" text={text} />
              ))}
              <Left problems={leftInSettings} />
            </CopyBlock>
          )}
        </section>
      )}
    </>
  );
}

/** Names what a correction does not solve; nothing if it solves everything. */
function Left({ problems }: { problems: readonly SettingsProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="sr-alert sr-alert--warning">
      <Icon name="warning" />
      <div>
        <p>{t('workbench_settings_left')}</p>
        <ul class="sr-problems__about">
          {leftLines(problems).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
