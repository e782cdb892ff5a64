import { expect, it } from 'vitest';
import { findScope } from '@/providers/salesforce/scopes';
import { scopeColumns } from '@/providers/salesforce/tables';
import { openContent } from '@/utils/files/open-content';

it('every column of external client apps names a scope in the catalogue', () => {
  expect(scopeColumns).toMatchObject({ OauthScopesSSO: 'id', OauthScopesVF: 'visualforce', OauthScopesRefreshToken: 'refresh_token' });
  for (const [column, id] of Object.entries(scopeColumns)) expect(findScope(id), column).toBeDefined();
});

it.each([
  ['TRUE', ['api', 'full'], 0],
  [' true', ['api', 'full'], 0],
  // A German and a French spreadsheet.
  ['WAHR', [], 1],
  ['VRAI', [], 1],
  ['1', [], 1],
])('scopes of external client apps with the value “%s” are read as %j, or counted as not understood', (value, ids, notUnderstood) => {
  const { found, receipt } = openContent(
    `DeveloperName,MasterLabel,OauthScopesApi,OauthScopesFull,OauthScopesSSO\nA,A,${value},TRUE,FALSE\n`,
  );
  expect(found.flatMap(({ settings }) => settings?.optional ?? [])).toEqual(ids);
  expect(receipt.notUnderstood).toBe(notUnderstood);
});
