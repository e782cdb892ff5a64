import { expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { reduceFlow } from '@/utils/flow/reduce';
import { outOfReach } from '@/utils/review/out-of-reach';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl } from '../../providers/hubspot/sample-urls';

const page = clayUrl.split('?')[0] ?? '';
const shown = reduceFlow(null, { type: 'tabUpdated', url: clayUrl, at: 1 });
const requested = reduceFlow(null, { type: 'request', url: clayUrl, at: 1 });
const read = reduceFlow(shown, { type: 'pageRead', snapshot: pageSnapshot(), page });

it('G3: a consent page of which the browser reported nothing is out of reach', () => {
  const about = (flow: typeof shown, tabUrl: string | undefined) => {
    if (!flow) throw new Error('no flow');
    return outOfReach({ flow, provider: hubspot, tabUrl });
  };
  expect(about(shown, clayUrl)).toEqual({ host: new URL(clayUrl).host, provider: 'HubSpot', reason: 'out-of-reach', origins: [] });
  expect(about(requested, clayUrl)).toBeNull();
  expect(about(read, clayUrl)).toBeNull();
  expect(about(shown, 'https://app.clay.com/')).toBeNull();
  expect(about(shown, undefined)).toBeNull();
});
