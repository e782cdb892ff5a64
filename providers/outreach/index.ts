import type { Provider } from '../contract/provider';
import { noCauses } from '../oauth2/causes';
import { errors as protocolErrors } from '../oauth2/errors';
import { apiErrors } from './api-errors';
import { clay } from './apps/clay';
import { conductorone } from './apps/conductorone';
import { datagrail } from './apps/datagrail';
import { opensense } from './apps/opensense';
import { workato } from './apps/workato';
import { blockers } from './blockers';
import { causes, signals } from './causes';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { classifyUrl, urls } from './urls';

export const outreach: Provider = {
  id: 'outreach',
  name: 'Outreach',
  urls,
  classifyUrl,
  // No address of Outreach's names the account.
  accountOf: () => null,
  parseRequest,
  narrow,
  findScope,
  catalogue,
  apps: [clay, conductorone, datagrail, opensense, workato],
  requiredByProfile: 'unlockable',
  errors: [...errors, ...apiErrors, ...protocolErrors],
  errorHeadings,
  blockers,
  ...noCauses,
  causes,
  signals,
};
