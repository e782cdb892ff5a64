import type { AppSettings } from '@/providers/contract/settings';
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { ScopeIdText } from '../../controls/ScopeIds';
import { Notice } from '../../review/Lead';
import { CopyBlock } from '../CopyBlock';

interface Props {
  settings: AppSettings;
  /** What is known of each scope: its label, and the program that an app has to be admitted to. */
  known: ReadonlyMap<string, { label: string; program?: string | undefined }>;
  /** Where the lists are published, and whether it says how to mark each scope; null for a file. */
  template: { source: string; isStated: boolean } | null;
  /** The kinds of file that are missing of an app that has several. */
  missingFiles: readonly string[];
  /** The lists as the provider's own file writes them. */
  text: string;
  onCopy(text: string): void;
}

/** Shows how each scope is marked, or has to be marked, in the settings of an app. */
export function RegisteredLists({ settings, known, template, missingFiles, text, onCopy }: Props) {
  const { required, conditionallyRequired, optional, declaresRequirements, isContested } = settings;
  const lists = [
    { mark: 'required', ids: required },
    { mark: 'conditional', ids: conditionallyRequired },
    { mark: declaresRequirements ? 'optional' : 'listed', ids: optional },
  ].filter(({ ids }) => ids.length > 0);
  return (
    <section class="sr-part" aria-labelledby="lists">
      <h2 id="lists">{t(template ? 'workbench_settings_template' : 'workbench_settings_registered')}</h2>
      {template && <p class="sr-muted">{t('workbench_settings_source', template.source)}</p>}
      {template?.isStated === false && <Notice icon="info" text={t('workbench_settings_guess')} />}
      {isContested && <Notice icon="warning" text={t('workbench_settings_contested')} />}
      {missingFiles.length > 0 && (
        <Notice
          icon="info"
          text={t('workbench_settings_missing_files', listText(missingFiles.map((kind) => tById('workbench_settings_file', kind))))}
        />
      )}
      {template && (
        <CopyBlock
          title={t('workbench_settings_lists_copy')}
          note={t('workbench_settings_lists_copy_note')}
          text={text}
          onCopy={() => onCopy(text)}
        />
      )}
      {lists.length === 0 && <p class="sr-empty__text">{t('workbench_settings_no_lists')}</p>}
      {lists.length > 0 && (
        <table class="sr-table sr-marks">
          <thead>
            <tr>
              <th scope="col">{t('cli_scope')}</th>
              <th scope="col">{t('workbench_review_id')}</th>
            </tr>
          </thead>
          {lists.map(({ mark, ids }) => (
            <tbody key={mark}>
              <tr class="sr-table__group">
                <th scope="rowgroup" colSpan={2}>
                  {tById('workbench_settings_mark', mark)}
                  <span>{tPlural('refused_choice_scopes', ids.length)}</span>
                </th>
              </tr>
              {ids.map((id) => (
                <tr key={id}>
                  <td class="sr-table__name">
                    {known.get(id)?.label}
                    {known.get(id)?.program && <small>{t('workbench_settings_program', known.get(id)?.program ?? '')}</small>}
                  </td>
                  <td>
                    <ScopeIdText id={id} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      )}
    </section>
  );
}
