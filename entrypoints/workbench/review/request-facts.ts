import { recordText } from '@/utils/files/record-text';
import type { Found } from '@/utils/files/types';
import type { Review } from '@/utils/review/types';
import { t, tById } from '@/utils/text/text';

/** Returns what the request says, parameter by parameter, or what an audit trail says. Their secrets were taken out when they were read. */
export function requestFacts(
  { clientId, redirectHost, account }: Pick<Review, 'clientId' | 'redirectHost' | 'account'>,
  found: Found,
): [string, string][] {
  const { url, scopes, readOnly } = found.input.request;
  const audited = found.kind === 'audit-trail' ? found.records : [];
  const lists = new Map<string, string[]>();
  for (const { id, parameter } of scopes) lists.set(parameter, [...(lists.get(parameter) ?? []), id]);
  return [
    [t('workbench_request_url'), url],
    [t('workbench_export_client'), clientId ?? ''],
    [t('redirect_host'), redirectHost ?? ''],
    [t('report_account'), account ?? ''],
    ...[...lists].map(([parameter, ids]): [string, string] => [parameter, ids.join(' ')]),
    [t('workbench_request_note'), readOnly ? tById('readonly', readOnly) : ''],
    ...audited.map((record): [string, string] => [t('workbench_kind_audit_trail'), recordText(record, found.kind)]),
  ];
}
