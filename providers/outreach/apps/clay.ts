import type { AppProfile } from '../../contract/catalogue';

/** The list that Clay publishes. Unlike for HubSpot, only the three task settings are read-only. */
export const clay: AppProfile = {
  id: 'clay',
  name: 'Clay',
  clientIds: [],
  // Clay does not publish its callback URL, but only Clay can receive a code on its domain.
  redirectHosts: ['clay.com'],
  names: ['Clay'],
  required: [
    'events.all',
    'mailboxes.all',
    'opportunities.all',
    'opportunityStages.all',
    'prospects.all',
    'recipients.all',
    'roles.all',
    'sequenceStates.all',
    'sequenceSteps.all',
    'sequences.all',
    'stages.all',
    'users.all',
  ],
  optionalOn: ['taskDispositions.read', 'taskPriorities.read', 'taskPurposes.read', 'tasks.all'],
  optionalOff: [],
  reconnectPath: 'Settings → Connected accounts → Reconnect',
  impactIfDropped: {
    'events.all': 'Clay cannot read or write activity events, and does not let you connect without this scope.',
    'mailboxes.all': 'Clay cannot tell from which mailbox a sequence sends, and does not let you connect without this scope.',
    'opportunities.all': 'Clay cannot read or write opportunities, and does not let you connect without this scope.',
    'opportunityStages.all': 'Clay cannot tell the stage of an opportunity, and does not let you connect without this scope.',
    'prospects.all': 'Clay cannot find, create or change prospects, and does not let you connect without this scope.',
    'recipients.all': 'Clay cannot read or write email recipients, and does not let you connect without this scope.',
    'roles.all': 'Clay cannot read or write roles, and does not let you connect without this scope.',
    'sequenceStates.all': 'Clay cannot add prospects to sequences, and does not let you connect without this scope.',
    'sequenceSteps.all': 'Clay cannot read or write sequence steps, and does not let you connect without this scope.',
    'sequences.all': 'Clay cannot find your sequences, and does not let you connect without this scope.',
    'stages.all': 'Clay cannot tell the stage of a prospect, and does not let you connect without this scope.',
    'users.all': 'Clay cannot tell who owns a record, and does not let you connect without this scope.',
    'taskDispositions.read':
      'Clay actions that look up task outcomes fail with “insufficient permissions” until you reconnect with this scope.',
    'taskPriorities.read':
      'Clay actions that look up task priorities fail with “insufficient permissions” until you reconnect with this scope.',
    'taskPurposes.read':
      'Clay actions that look up task purposes fail with “insufficient permissions” until you reconnect with this scope.',
    'tasks.all': 'Clay actions that read, create or change tasks fail with “insufficient permissions” until you reconnect with this scope.',
  },
  source: {
    title: 'Clay: OAuth optional scopes',
    url: 'https://university.clay.com/docs/oauth-optional-scopes',
    accessedOn: '2026-04-26',
  },
};
