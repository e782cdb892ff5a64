import type { Provider } from '../contract/provider';
import { errors as protocolErrors } from '../oauth2/errors';
import { apiErrors } from './api-errors';
import { clay } from './apps/clay';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { causes, questions } from './causes';
import { errorHeadings, errors } from './errors';
import { links } from './links';
import { appOfLogRow } from './login-history';
import { org } from './org';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { readSettings } from './settings';
import { signals } from './sign-in';
import { isCustomerPage, urls } from './urls';

/**
 * Salesforce: orgs that can be queried, sign-in through other hosts, and errors without a reason.
 */
export const salesforce: Provider = {
  id: 'salesforce',
  name: 'Salesforce',
  // Client libraries of the API, and the type that its login history gives to sign-ins of apps.
  otherNames: ['restforce', 'jsforce', 'remote access 2.0'],
  urls,
  isCustomerPage,
  listsRequestedOnly: true,
  requests: {
    parseRequest,
    narrow,
  },
  readSettings,
  appOfLogRow,
  knowledge: {
    catalogue,
    findScope,
    apps: [clay, workato],
    errors: [...errors, ...apiErrors, ...protocolErrors],
    errorHeadings,
    causes,
    questions,
    links,
  },
  rules: {
    requiredByProfile: 'locked',
    blockers,
    signals,
  },
  org,
};
