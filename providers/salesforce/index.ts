import { errors as protocolErrors } from '../oauth2/errors';
import type { Provider } from '../types';
import { clay } from './apps/clay';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { errorHeadings, errors } from './errors';
import { orgOf, placeOf, places } from './places';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';

export const salesforce: Provider = {
  id: 'salesforce',
  name: 'Salesforce',
  places,
  placeOf,
  accountOf: orgOf,
  parseRequest,
  narrow,
  findScope,
  catalogue,
  apps: [clay, workato],
  requiredByProfile: 'locked',
  errors: [...errors, ...protocolErrors],
  errorHeadings,
  blockers,
};
