import { describe, expect, it } from 'vitest';
import { pageMatches, signInMatches } from '@/providers/matches';
import { salesforce } from '@/providers/salesforce';
import { pageReader } from '@/providers/salesforce/page';

const path = '/setup/secur/RemoteAccessAuthorizationPage.apexp?source=x';
const isCustomerPage = (host: string) => salesforce.isCustomerPage?.(new URL(`https://${host}${path}`));

describe('a page that a customer of Salesforce controls', () => {
  it.each(['acme.my.site.com', 'acme--dev.sandbox.my.site.com', 'acme.secure.force.com', 'acme.crmforce.mil', 'partners.acme.example'])(
    'is on %s',
    (host) => {
      expect(isCustomerPage(host)).toBe(true);
    },
  );

  it.each(['login.salesforce.com', 'acme.my.salesforce.com', 'acme--dev.sandbox.my.salesforce.com', 'acme.my.salesforce.mil'])(
    'is not on %s',
    (host) => {
      expect(isCustomerPage(host)).toBe(false);
    },
  );
});

describe('the content scripts on hosts where customers publish pages', () => {
  const { urls } = salesforce;
  const onCustomerHosts = (patterns: string[]) =>
    patterns.flatMap((pattern) => urls.customerHosts?.filter((host) => pattern.startsWith(`https://${host}/`)).map(() => pattern) ?? []);

  it('have only patterns of exact authorize, approval and error paths, with and without the prefix of a site', () => {
    expect(urls.customerHosts).toEqual(['*.my.site.com', '*.force.com', '*.crmforce.mil']);
    expect(onCustomerHosts(signInMatches(urls))).toEqual([]);
    const paths = new Set(onCustomerHosts(pageMatches(urls)).map((pattern) => pattern.replace(/^https:\/\/[^/]+/, '')));
    expect([...paths]).toEqual([
      '/setup/secur/RemoteAccessAuthorizationPage.apexp?*',
      '/*/setup/secur/RemoteAccessAuthorizationPage.apexp?*',
      '/setup/secur/RemoteAccessErrorPage.apexp*',
      '/*/setup/secur/RemoteAccessErrorPage.apexp*',
      '/services/oauth2/authorize?*',
      '/*/services/oauth2/authorize?*',
      '/identity/app/AppInstallErrorPage.apexp?*',
      '/*/identity/app/AppInstallErrorPage.apexp?*',
    ]);
  });

  it.each([
    ['/setup/secur/RemoteAccessAuthorizationPage.apexp?x', true],
    ['/partners/setup/secur/RemoteAccessErrorPage.apexp', true],
    ['/partners/services/oauth2/authorize?client_id=1', true],
    ['/?startURL=%2Fsetup%2Fsecur%2FRemoteAccessAuthorizationPage.apexp', false],
    ['/partners/login?x=RemoteAccessAuthorizationPage', false],
    ['/saml/authn-request.jsp?x', false],
    ['/partners/a/setup/secur/RemoteAccessAuthorizationPage.apexp?x', false],
    ['/evil.page/setup/secur/RemoteAccessAuthorizationPage.apexp.html?x', false],
  ])('read %s: %s', (path, isRead) => {
    for (const host of ['acme.my.site.com', 'acme.secure.force.com'])
      expect(pageReader.canRead(new URL(`https://${host}${path}`)), host).toBe(isRead);
  });

  it('still read the login page of the provider’s own hosts', () => {
    const query = '?startURL=%2Fsetup%2Fsecur%2FRemoteAccessAuthorizationPage.apexp';
    expect(pageReader.canRead(new URL(`https://acme.my.salesforce.com/${query}`))).toBe(true);
    expect(pageMatches(urls)).toContain('https://*.my.salesforce.com/?*RemoteAccessAuthorizationPage*');
  });
});
