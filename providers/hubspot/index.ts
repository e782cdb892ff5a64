import { errors as protocolErrors } from '../oauth2/errors';
import type { Provider } from '../types';
import { clay } from './apps/clay';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { errorHeadings, errors } from './errors';
import { placeOf, places, portalOf } from './places';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';

export const hubspot: Provider = {
  id: 'hubspot',
  name: 'HubSpot',
  places,
  placeOf,
  accountOf: portalOf,
  parseRequest,
  narrow,
  findScope,
  catalogue,
  apps: [clay, workato],
  requiredByProfile: 'unlockable',
  errors: [...errors, ...protocolErrors],
  errorHeadings,
  causes: [],
  questions: [],
  blockers,
  signs: () => [],
  links: () => ({}),
  org: null,
};
