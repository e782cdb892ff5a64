/**
 * The request that the workbench shows as a sample. It is separate from index.ts, because only the
 * workbench needs it, and the background must stay small.
 */
import type { Provider } from './contract/provider';
import { hubspot } from './hubspot';
import { clay } from './hubspot/apps/clay';

/**
 * The provider of the sample, and its authorization request: all scopes of Clay's published list.
 */
export const sample: { provider: Provider; url: string } = {
  provider: hubspot,
  url: `https://app.hubspot.com/oauth/authorize?${new URLSearchParams({
    client_id: '00000000-0000-0000-0000-000000000000',
    redirect_uri: `https://app.${clay.redirectHosts[0]}/oauth/callback`,
    scope: clay.required.join(' '),
    optional_scope: [...clay.optionalOn, ...clay.optionalOff].join(' '),
  })}`,
};
