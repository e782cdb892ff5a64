import { describe, expect, it } from 'vitest';
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { Requirement } from '@/providers/contract/request';
import { driftOf } from '@/utils/files/drift';

const list = (requirement: Requirement, ...ids: string[]) => ids.map((id) => ({ id, requirement }));
const salesforce = providerById('salesforce') as Provider;
const none = { added: [], removed: [], newlyRequired: [] };

describe('the drift of an app’s scopes', () => {
  it('lists what was added, removed and made required', () => {
    const before = [...list('required', 'api'), ...list('optional-on', 'web'), ...list('optional-off', 'content')];
    const now = list('required', 'api', 'web', 'full');
    expect(driftOf(salesforce, before, now)).toEqual({ added: ['full'], removed: ['content'], newlyRequired: ['web'] });
    expect(driftOf(salesforce, before, before)).toEqual(none);
  });

  it('is none between names of the same access, which exports exchange', () => {
    const before = list('undeclared', 'id', 'refresh_token');
    expect(driftOf(salesforce, before, list('undeclared', 'email', 'profile', 'offline_access'))).toEqual(none);
  });

  it('calls nothing newly required if it was not said to be optional', () => {
    expect(driftOf(salesforce, list('undeclared', 'api'), list('required', 'api'))).toEqual(none);
  });
});
