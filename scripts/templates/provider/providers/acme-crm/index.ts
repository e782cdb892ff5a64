import type { Provider } from '@/providers/contract/provider';
import { errors as protocolErrors } from '@/providers/oauth2/errors';
import { blockers } from './blockers';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { urls } from './urls';

/** Acme CRM, as far as public sources describe it. */
export const acmeCrm: Provider = {
  id: 'acme-crm',
  name: 'Acme CRM',
  urls,
  requests: {
    parseRequest,
    narrow,
  },
  knowledge: {
    catalogue,
    findScope,
    apps: [],
    errors: [...errors, ...protocolErrors],
    errorHeadings,
    causes: [],
    questions: [],
    // The steps name Acme CRM's settings in words and contain no links.
    links: () => ({}),
  },
  rules: {
    // Fill in: use 'unlockable' if users can continue without a scope that only an app's profile
    // requires. Otherwise say here why not.
    requiredByProfile: 'locked',
    blockers,
    signals: () => [],
  },
  org: null,
};
