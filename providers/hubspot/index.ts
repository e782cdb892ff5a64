import type { Provider } from '../contract/provider';
import { errors as protocolErrors } from '../oauth2/errors';
import { apiErrors, tokenErrors } from './api-errors';
import { bytechef } from './apps/bytechef';
import { clay } from './apps/clay';
import { contactFormHubspotCrm } from './apps/contact-form-hubspot-crm';
import { dittofeed } from './apps/dittofeed';
import { metorial } from './apps/metorial';
import { posthog } from './apps/posthog';
import { sprocketRocket } from './apps/sprocket-rocket';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { causes, questions, signals } from './causes';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { readSettings } from './settings';
import { urls } from './urls';

/**
 * HubSpot: two scope lists, a catalogue with plans, and causes of the errors that name no reason.
 */
export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  otherNames: ['hubapi.com'],
  urls,
  requests: {
    parseRequest,
    narrow,
    // A URL without a portal ID leads to the list of accounts (public apps documentation, read
    // 2026-11-22). That the list comes again after a choice is inferred: no source says where
    // HubSpot keeps the choice.
    asksForAccount: ({ account, pageKind }) => account === null && pageKind === 'authorize',
  },
  readSettings,
  knowledge: {
    catalogue,
    findScope,
    apps: [bytechef, clay, contactFormHubspotCrm, dittofeed, metorial, posthog, sprocketRocket, workato],
    errors: [...errors, ...tokenErrors, ...apiErrors, ...protocolErrors],
    errorHeadings,
    causes,
    questions,
    // The steps name HubSpot's settings in words and contain no links.
    links: () => ({}),
  },
  rules: {
    requiredByProfile: 'unlockable',
    blockers,
    signals,
  },
  org: null,
};
