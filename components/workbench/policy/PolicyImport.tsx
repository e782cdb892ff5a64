import { useEffect, useRef } from 'preact/hooks';
import type { FieldFault } from '@/utils/text/file-schema';
import { listText, t, tPlural } from '@/utils/text/text';
import { type BaselineChange, BaselineChanges } from './BaselineChanges';
import type { PolicyRules } from './fault-text';
import { PolicyFaults } from './PolicyFaults';
import { RuleTable } from './RuleTable';

/** What a policy file has, and what storing it would change. */
export interface PolicyPreview {
  name: string;
  /** How many rules it has, and of which day it is. */
  about: string;
  rules: Parameters<typeof RuleTable>[0]['rows'];
  baselines: number;
  /** How its baselines differ from those of the user's own policy. */
  baselineChanges: readonly BaselineChange[];
  /** What it replaces; null if there is no policy yet. */
  replaces: PolicyChanges | null;
}

/** How an imported policy differs from the user's own. */
export interface PolicyChanges {
  /** The name of the user's own policy. */
  name: string;
  /** How many of its rules stay, and how many are new. */
  kept: number;
  added: number;
  /** The rules that the file lacks. */
  deleted: Parameters<typeof RuleTable>[0]['rows'];
  /** Whether the rules that stay are in another order. */
  isReordered: boolean;
}

interface Props {
  /** The name of the file, untrusted. */
  name: string;
  /** What would change, or why the file can't be imported. */
  read: PolicyPreview | readonly FieldFault[];
  /** What the errors say about limits. */
  limits: PolicyRules;
  onImport(): void;
  onClose(): void;
}

/** Shows what an imported policy would change before it is stored, or why it can't be imported. */
export function PolicyImport({ name, read, limits, onImport, onClose }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  // The file dialog leaves the focus at the button.
  useEffect(() => title.current?.focus(), [read]);
  const preview = 'rules' in read ? read : null;
  return (
    <section class="sr-import" aria-labelledby="policy-import">
      <h3 class="sr-heading" id="policy-import" ref={title} tabIndex={-1} dir="auto">
        {t(preview ? 'workbench_preferences_import_preview' : 'workbench_preferences_import_faulty', name)}
      </h3>
      {preview ? <Preview preview={preview} /> : <PolicyFaults faults={read as readonly FieldFault[]} rules={limits} />}
      <p class="sr-tools">
        {preview && (
          <button type="button" class="sr-button sr-button--primary" onClick={onImport}>
            {t(preview.replaces ? 'workbench_policy_import_yes' : 'workbench_policy_import_use')}
          </button>
        )}
        <button type="button" class="sr-button" onClick={onClose}>
          {t(preview ? 'cancel' : 'workbench_close')}
        </button>
      </p>
    </section>
  );
}

function Preview({ preview: { name, about, rules, baselines, baselineChanges, replaces } }: { preview: PolicyPreview }) {
  return (
    <>
      <p>
        <strong dir="auto">{name}</strong> <span class="sr-muted">{about}</span>
      </p>
      {replaces && <Replaced changes={replaces} />}
      <p>
        {t('workbench_policy_import_audit')} {baselines > 0 && tPlural('workbench_policy_import_baselines', baselines)}
      </p>
      <BaselineChanges changes={baselineChanges} />
      <details>
        <summary>{t('workbench_policy_import_rules')}</summary>
        <RuleTable rows={rules} edit={null} isPart />
      </details>
    </>
  );
}

function Replaced({ changes: { name, kept, added, deleted, isReordered } }: { changes: PolicyChanges }) {
  const counts = [
    kept > 0 && tPlural('workbench_policy_import_kept', kept),
    added > 0 && tPlural('workbench_preferences_count_new', added),
    deleted.length > 0 && tPlural('workbench_policy_import_deleted', deleted.length),
  ].filter((text) => text !== false);
  return (
    <>
      <p>
        {t('workbench_policy_import_text', name, counts.length > 0 ? listText(counts) : t('workbench_policy_import_no_rules'))}{' '}
        {isReordered && t('workbench_policy_import_order')}
      </p>
      {deleted.length > 0 && (
        <details>
          <summary>{t('workbench_policy_import_deleted_rules')}</summary>
          <RuleTable rows={deleted} edit={null} isPart />
        </details>
      )}
    </>
  );
}
