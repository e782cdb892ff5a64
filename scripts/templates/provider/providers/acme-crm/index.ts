import type { Provider } from '@/providers/contract/provider';
import { noCauses } from '@/providers/oauth2/causes';
import { errors as protocolErrors } from '@/providers/oauth2/errors';
import { blockers } from './blockers';
import { errorHeadings, errors } from './errors';
import { narrow, parseRequest } from './request';
import { catalogue, findScope } from './scopes';
import { classifyUrl, urls } from './urls';

export const acmeCrm: Provider = {
  id: 'acme-crm',
  name: 'Acme CRM',
  urls,
  classifyUrl,
  // Fill in: read the account from the URL if it names one (providers/hubspot/urls.ts). Otherwise say here that it does not.
  accountOf: () => null,
  parseRequest,
  narrow,
  findScope,
  catalogue,
  apps: [],
  // Fill in: use 'unlockable' if users can continue without a scope that only an app's profile requires. Otherwise say here why not.
  requiredByProfile: 'locked',
  errors: [...errors, ...protocolErrors],
  errorHeadings,
  blockers,
  ...noCauses,
};
