/** Requests with a mistake of each kind, for the apps of the sample files, in either browser. */
import { tById } from '@/utils/text/text';

/** Returns a text of a problem, which is about one scope or none. */
export const problemText = (kind: string, part: 'title' | 'fix') =>
  tById('workbench_settings', kind, `${part}_single`) || tById('workbench_settings', kind, part);

/** Returns a request of HubSpot with these further parameters. */
export const hubspot = (query: string) => `https://app.hubspot.com/oauth/authorize?client_id=1&state=CANARY-state&${query}`;
const salesforce = 'https://acme.my.salesforce.com/services/oauth2/authorize?response_type=code&state=CANARY-state';

/** A request, and what is wrong with it for the app of sample files. */
interface Mistakes {
  names: string[];
  url: string;
  /** The kind of each mistake, the scope or URL that it is about, and the error that it gives. */
  mismatches: [kind: string, about: string, error: string][];
}

/** A planted mistake of each kind, in a request for the app of the sample files. */
export const mistakes: Readonly<Record<string, Mistakes>> = {
  HubSpot: {
    names: ['app-hsmeta.json'],
    url: hubspot('redirect_uri=https%3A%2F%2Fcrm.vendor.example%2Fother&scope=oauth%20tickets%20content&optional_scope=automation'),
    mismatches: [
      ['scope-unregistered', 'content', 'mismatch between the scopes in the install URL'],
      ['optional-in-scope', 'tickets', 'mismatch between the scopes in the install URL'],
      ['conditional-in-optional', 'automation', 'mismatch between the scopes in the install URL'],
      ['required-missing', 'crm.objects.contacts.read', 'the provided scopes are missing [crm.objects.contacts.read]'],
      ['redirect-unregistered', 'https://crm.vendor.example/other', 'doesn’t match the app’s registered redirect URL'],
    ],
  },
  'an external client app of Salesforce, in three files': {
    names: ['external-app-oauth.xml', 'external-app-global.xml', 'external-app-policy.xml'],
    url: `${salesforce}&client_id=3MVG9.ECA&redirect_uri=https%3A%2F%2Fother.example%2Fcb&scope=api+web`,
    mismatches: [
      ['scope-unregistered', 'web', 'the requested scope is not allowed'],
      ['redirect-unregistered', 'https://other.example/cb', 'redirect_uri must match configuration'],
      ['pkce-required', '', 'missing required code challenge'],
    ],
  },
  Outreach: {
    names: ['outreach-manifest.json'],
    url: 'https://api.outreach.io/oauth/authorize?client_id=outreach-client&response_type=code&state=CANARY-state&redirect_uri=https%3A%2F%2Fcrm.vendor.example%2For&scope=prospects.read+users.all',
    mismatches: [['scope-unregistered', 'users.all', 'The requested scope is invalid, unknown, or malformed']],
  },
};
