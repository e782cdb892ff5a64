import { describe, expect, it } from 'vitest';
import { salesforce } from '@/providers/salesforce';

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
