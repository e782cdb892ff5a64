import { createCatalogue } from '../catalogue';
import { scopesOf } from './scope-table';
import { current } from './scopes/current';
import { firstApi } from './scopes/first-api';
import { others } from './scopes/others';
import { withdrawn } from './scopes/withdrawn';

/**
 * Outreach publishes no table of its scopes. The list comes from its extensibility SDK, and the
 * texts follow from the grammar of the IDs. A scope never grants more than the user's governance
 * profile, and none depends on a plan.
 */
export const { catalogue, findScope } = createCatalogue(
  {
    sources: {
      sdkList: {
        title: 'Outreach: scopes of the extensibility SDK, commit 7820e1f8',
        url: 'https://github.com/getoutreach/extensibility-sdk/blob/main/src/manifest/api/Scopes.ts',
        accessedOn: '2026-11-22',
      },
      sdkHistory: {
        title: 'Outreach: earlier scopes of the extensibility SDK',
        url: 'https://github.com/getoutreach/extensibility-sdk/commits/main/src/manifest/api/Scopes.ts',
        accessedOn: '2026-11-22',
      },
      apiDocuments: {
        title: 'Outreach API: getting started, server-to-server access and bulk API',
        url: 'https://developers.outreach.io/api/getting-started/',
        accessedOn: '2026-11-22',
      },
      scopeGuide: {
        title: 'Outreach: scopes in the client extension SDK, commit c0abff1e',
        url: 'https://github.com/getoutreach/clientxtsdk/blob/main/docs/scopes.md',
        accessedOn: '2026-11-22',
      },
      firstApiGuide: {
        title: 'Outreach: authorization in the platform SDK, commit cd003b14',
        url: 'https://github.com/getoutreach/outreach-platform-sdk/blob/master/documentation/authorization/oauth.md',
        accessedOn: '2026-11-22',
      },
      consentPages: { title: 'Pictures of the consent page in Outreach’s SDK documents', accessedOn: '2026-11-22' },
      mcpDiscovery: {
        title: 'Metadata of Outreach’s MCP server, as recorded by Nango',
        url: 'https://github.com/NangoHQ/nango/blob/master/packages/providers/providers.scopes.yaml',
        accessedOn: '2026-11-22',
      },
      reports: { title: 'Code and documents of app developers and connector vendors', accessedOn: '2026-11-22' },
    },
    common: [
      'accounts.all',
      'accounts.read',
      'accounts.write',
      'callDispositions.all',
      'callPurposes.all',
      'calls.all',
      'calls.read',
      'events.all',
      'mailboxes.all',
      'mailboxes.read',
      'mailings.all',
      'mailings.read',
      'opportunities.all',
      'opportunities.read',
      'personas.all',
      'phoneNumbers.all',
      'profiles.all',
      'prospects.all',
      'prospects.read',
      'prospects.write',
      'sequenceStates.all',
      'sequenceSteps.all',
      'sequenceTemplates.all',
      'sequences.all',
      'sequences.read',
      'snippets.all',
      'stages.all',
      'tasks.all',
      'tasks.read',
      'tasks.write',
      'teams.all',
      'templates.all',
      'users.all',
      'users.read',
      'webhooks.all',
    ],
    plans: [],
  },
  () => [...[...current(), ...withdrawn()].flatMap(scopesOf), ...firstApi(), ...others()],
);
