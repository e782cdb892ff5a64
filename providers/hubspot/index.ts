import type { Provider } from '../contract/provider';
import { noCauses } from '../oauth2/causes';
import { errors as protocolErrors } from '../oauth2/errors';
import { apiErrors } from './api-errors';
import { bytechef } from './apps/bytechef';
import { clay } from './apps/clay';
import { contactFormHubspotCrm } from './apps/contact-form-hubspot-crm';
import { dittofeed } from './apps/dittofeed';
import { metorial } from './apps/metorial';
import { posthog } from './apps/posthog';
import { sprocketRocket } from './apps/sprocket-rocket';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { classifyUrl, portalOf, urls } from './urls';

export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  urls,
  classifyUrl,
  accountOf: portalOf,
  parseRequest,
  narrow,
  findScope,
  catalogue,
  apps: [bytechef, clay, contactFormHubspotCrm, dittofeed, metorial, posthog, sprocketRocket, workato],
  requiredByProfile: 'unlockable',
  errors: [...errors, ...apiErrors, ...protocolErrors],
  errorHeadings,
  blockers,
  ...noCauses,
};
