/** A sanitized trace of a request that servers may read in different ways. */
import { expect, it } from 'vitest';
import { reasonsOf } from '@/providers/oauth2/uncertain';
import { openContent } from '@/utils/files/open-content';
import { sanitizedHar } from '@/utils/files/sanitized-har';
import { har } from './har';

const query = 'client_id=abc-1&redirect_uri=https%3A%2F%2Fapp.clay.com%2Fcb&response_type=code&state=CANARY1';
const hubspot = `https://app.hubspot.com/oauth/authorize?${query}&scope=oauth%20crm.lists.read`;
const other = `https://login.good.example/oauth2/authorize?${query}&scope=openid`;
const salesforce = `https://acme.my.salesforce.com/services/oauth2/authorize?${query}`;

const requestsIn = (text: string) =>
  openContent(text).found.map(({ kind, input: { request } }) => ({
    kind,
    provider: request.provider,
    clientId: request.clientId,
    reasons: reasonsOf(request),
    scopes: request.scopes.map(({ id, parameter }) => `${parameter} ${id}`),
  }));

it.each([
  hubspot,
  `${hubspot}&Scope=crm.export`,
  `${hubspot}&scope%5B%5D=crm.export`,
  `${hubspot}&scope%5BCANARY7secret%5D=crm.export`,
  `${hubspot}&Client_Id=CANARY2`,
  `${hubspot}&x=CANARY3;scope=crm.export`,
  `${hubspot};scope=crm.export`,
  `${hubspot}&client_id=evil`,
  `${hubspot}&client_id=evil&optional_scope=files&optional_scope=tickets&redirect_uri=x`,
  `${hubspot}&x=%zzCANARY4`,
  `${hubspot}&x=CANARY5\\`,
  `${hubspot}%20crm.exp`,
  `${hubspot}&prom`,
  `${hubspot}%2`,
  `${hubspot}&request_uri=urn%3ACANARY6`,
  hubspot.replace('/oauth/', '/oauth//'),
  salesforce,
  `${salesforce}&client_id=abc-1&SCOPE=full`,
  `${salesforce}&scope=id%0aapi`,
  other,
  `${other}&authorization_details=%5B%22CANARY%22%5D`,
  `${other}&resource=https%3A%2F%2FCANARY`,
  `${other}&include_granted_scopes=true&client_id=abc-1`,
  `${other}&bot_scope=admin&Scope=profile`,
  other.replace('scope=openid', 'scope%5B0%5D=openid&scope%5B1%5D=admin'),
  other.replace('&scope=openid', ''),
])('is read again with the same doubts, and without the values that caused them: %s', (url) => {
  const text = har([{ url }]);
  const found = openContent(text).found.map(({ timeline }) => timeline ?? []);
  const written = sanitizedHar(found, { version: '1', comment: '' });
  expect(written).not.toContain('CANARY');
  expect(requestsIn(text)).toHaveLength(1);
  expect(requestsIn(written)).toEqual(requestsIn(text));
});
