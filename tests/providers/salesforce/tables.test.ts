import { expect, it } from 'vitest';
import { findScope } from '@/providers/salesforce/scopes';
import { scopeColumns } from '@/providers/salesforce/tables';

it('every column of external client apps names a scope in the catalogue', () => {
  expect(scopeColumns).toMatchObject({ OauthScopesSSO: 'id', OauthScopesVF: 'visualforce', OauthScopesRefreshToken: 'refresh_token' });
  for (const [column, id] of Object.entries(scopeColumns)) expect(findScope(id), column).toBeDefined();
});
