import type { ComponentChildren } from 'preact';
import { t, tById } from '@/utils/text/text';
import { Icon } from '../../icons/Icon';
import { Choice } from '../Choice';

/** What the user looks for, as the controls show it; an empty value stands for all. */
export interface HistoryFilter {
  text: string;
  /** The ID of a provider. */
  provider: string;
  kind: string;
  /** How many days back; a key of `workbench_history_days_`. */
  days: string;
}

/** Shows everything. */
export const noFilter: HistoryFilter = { text: '', provider: '', kind: '', days: '' };

const kinds = ['connected', 'continued', 'undone', 'denied', 'refused'] as const;
const spans = ['7', '30', '90', '365'] as const;

interface Props {
  filter: HistoryFilter;
  providers: readonly { id: string; name: string }[];
  onChange(filter: HistoryFilter): void;
  /** The menu that exports what is found. */
  exports?: ComponentChildren;
}

/** The search field and the filters of the history. */
export function HistoryTools({ filter, providers, onChange, exports }: Props) {
  const change = (part: Partial<HistoryFilter>) => onChange({ ...filter, ...part });
  return (
    <search class="sr-tools">
      <label class="sr-field sr-tools__find">
        <Icon name="search" />
        <span class="sr-hidden">{t('workbench_history_search')}</span>
        <input
          autocomplete="off"
          type="search"
          placeholder={t('workbench_history_search')}
          value={filter.text}
          onInput={({ currentTarget }) => change({ text: currentTarget.value })}
        />
      </label>
      <Choice
        isLabelHidden
        label={t('workbench_review_provider')}
        value={filter.provider}
        options={[['', t('workbench_review_all_providers')], ...providers.map(({ id, name }) => [id, name] as const)]}
        onChange={(provider) => change({ provider })}
      />
      <Choice
        isLabelHidden
        label={t('workbench_history_column_result')}
        value={filter.kind}
        options={[['', t('workbench_history_all_kinds')], ...kinds.map((kind) => [kind, tById('workbench_history_kind', kind)] as const)]}
        onChange={(kind) => change({ kind })}
      />
      <Choice
        isLabelHidden
        label={t('workbench_history_column_time')}
        value={filter.days}
        options={[['', t('workbench_history_any_time')], ...spans.map((days) => [days, tById('workbench_history_days', days)] as const)]}
        onChange={(days) => change({ days })}
      />
      {exports}
    </search>
  );
}
