import type { Provider } from '../contract/provider';
import { errors as protocolErrors } from '../oauth2/errors';
import { apiErrors } from './api-errors';
import { clay } from './apps/clay';
import { conductorone } from './apps/conductorone';
import { datagrail } from './apps/datagrail';
import { opensense } from './apps/opensense';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { causes, questions, signals } from './causes';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { readSettings } from './settings';
import { urls } from './urls';

/**
 * Outreach: one scope list of which any part may be requested, and two errors with several causes.
 */
export const outreach: Provider = {
  id: 'outreach',
  name: 'Outreach',
  ordinaryUse:
    /\b(?:cold|community|customer|donor|e?mail|partner|prospect|public|sales) outreach\b|\b(?:our|your|their|this|any|direct|more) outreach to\b|\boutreach (?:activit|campaign|coordinator|e?mail|effort|event|message|program|strateg|team|work)/,
  urls,
  requests: {
    parseRequest,
    narrow,
  },
  readSettings,
  knowledge: {
    catalogue,
    findScope,
    apps: [clay, conductorone, datagrail, opensense, workato],
    errors: [...errors, ...apiErrors, ...protocolErrors],
    errorHeadings,
    causes,
    questions,
    // The steps name Outreach's settings in words and contain no links.
    links: () => ({}),
  },
  rules: {
    requiredByProfile: 'unlockable',
    blockers,
    signals,
  },
  org: null,
};
