/** The files of one external client app of Salesforce. */
import { describe, expect, it } from 'vitest';
import { joinApps, joinedInto, missingFiles } from '@/utils/files/join-apps';
import { openFile } from '@/utils/files/open';
import type { OpenedFile } from '@/utils/files/types';
import { sampleText } from './sample';

const main = (label = 'Sync') =>
  `<?xml version="1.0"?>\n<ExternalClientApplication><distributionState>Local</distributionState><label>${label}</label></ExternalClientApplication>`;
const scopes = sampleText('external-app-oauth.xml');
const global = sampleText('external-app-global.xml');
const policy = sampleText('external-app-policy.xml');

const join = (texts: readonly string[], names: readonly string[] = []) =>
  joinApps(
    texts.map((text) => openFile(text)),
    names,
  ) as OpenedFile[];
const settingsIn = (files: readonly OpenedFile[]) => files.map(({ found }) => found[0]?.settings);

describe('the files of one external client app', () => {
  it('have the settings of all parts', () => {
    const files = join([policy, scopes, global, sampleText('connected-app.xml')]);
    const settings = settingsIn(files);
    for (const part of settings.slice(0, 3))
      expect(part).toMatchObject({
        clientId: '3MVG9.ECA',
        optional: ['api', 'openid'],
        redirectUrls: ['https://crm.vendor.example/cb'],
        policies: { isPkceRequired: 'true', permittedUsersPolicyType: 'AllSelfAuthorized' },
      });
    expect(settings[3]).toMatchObject({ clientId: '3MVG9.FILES', policies: { isAdminApproved: 'true', ipRelaxation: 'ENFORCE' } });
    expect(files[1]?.found[0]?.input.request).toMatchObject({ clientId: '3MVG9.ECA', scopes: [{ id: 'api' }, { id: 'openid' }] });
  });

  it('have one name, and count as one app, that of the last file', () => {
    const files = join([main(), scopes, global, policy]);
    expect(files.map(({ found }) => found[0]?.app)).toEqual(['Sync', 'Sync', 'Sync', 'Sync']);
    expect(settingsIn(files)[0]).toMatchObject({ optional: ['api', 'openid'], policies: { distributionState: 'Local' } });
    expect(joinedInto(files)).toEqual(['Sync', 'Sync', 'Sync', null]);
    expect(joinedInto(join([global, sampleText('connected-app.xml')]))).toEqual([null, null]);
  });

  it.each<[string, string, string | undefined, boolean]>([
    ['its label is the developer name', 'Sync', undefined, true],
    ['its label becomes the developer name', ' Sync! ', 'main.xml', true],
    ['its file has the developer name', 'Sync of all contacts', 'force-app/externalClientApps/Sync.eca-meta.xml', true],
    ['its label is another one', 'Sync of all contacts', undefined, false],
    ['its file has another name than its label', 'Sync', 'Sync2.eca-meta.xml', false],
  ])('include the one of the app itself if that is certain: %s', (_, label, name, isJoined) => {
    const files = join([main(label), scopes], name === undefined ? [] : [name, '']);
    expect(settingsIn(files)[0]?.optional).toEqual(isJoined ? ['api', 'openid'] : []);
    expect(files[1]?.found[0]?.app).toBe(isJoined ? label.trim() : 'Sync');
    expect(joinedInto(files)).toEqual([isJoined ? label.trim() : null, null]);
  });

  it('are named if they are missing', () => {
    const missing = (...texts: string[]) => settingsIn(join(texts)).map((settings) => settings && missingFiles('salesforce', settings));
    expect(missing(main(), global)).toEqual([
      ['ecaOauth', 'ecaOauthPlcy'],
      ['ecaOauth', 'ecaOauthPlcy'],
    ]);
    expect(missing(main(), global, scopes, policy)[3]).toEqual([]);
    expect(missing(main('Other'), scopes)).toEqual([
      ['ecaOauth', 'ecaGlblOauth', 'ecaOauthPlcy'],
      ['ecaGlblOauth', 'ecaOauthPlcy'],
    ]);
    expect(missing(sampleText('connected-app.xml'))).toEqual([[]]);
  });

  it('are not joined with others that say something else about an app of the same name', () => {
    const other = scopes.replace('Api, OpenID', 'Full');
    const files = join([scopes, other, global]);
    expect(settingsIn(files)).toMatchObject([
      { optional: ['api', 'openid'], clientId: null, isContested: true },
      { optional: ['full'], clientId: null, isContested: true },
      { optional: [], clientId: '3MVG9.ECA', isContested: true },
    ]);
    expect(joinedInto(files)).toEqual([null, null, null]);
    // The same file twice says nothing else.
    expect(settingsIn(join([scopes, scopes, global]))[2]).not.toHaveProperty('isContested');
  });

  it('are not joined with two apps of the same label', () => {
    const files = join([main(), main().replace('Local', 'Managed'), scopes]);
    expect(settingsIn(files).map((settings) => settings?.isContested)).toEqual([true, true, true]);
  });
});
