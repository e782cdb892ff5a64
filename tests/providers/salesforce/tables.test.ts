import { expect, it } from 'vitest';
import { findScope } from '@/providers/salesforce/scopes';
import { scopeColumns } from '@/providers/salesforce/tables';

it('the columns of external client apps stand for scopes that the catalogue knows', () => {
  expect(scopeColumns).toMatchObject({ OauthScopesSSO: 'id', OauthScopesVF: 'visualforce', OauthScopesRefreshToken: 'refresh_token' });
  for (const [column, id] of Object.entries(scopeColumns)) expect(findScope(id), column).toBeDefined();
});
