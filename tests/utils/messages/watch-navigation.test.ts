// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://app.hubspot.com/oauth/authorize?client_id=1" }
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sendFromPage } from '@/utils/messages/page-channel';
import { watchNavigation } from '@/utils/messages/watch-navigation';

vi.mock('@/utils/messages/page-channel', () => ({ sendFromPage: vi.fn() }));

const code = 'https://app.clay.com/callback?code=CANARY-code';
const to = { originAndPath: 'https://app.clay.com/callback', codes: 1, error: null, description: null };
/** No test can make the browser's own events, whose `isTrusted` is true. */
const navigate = (change: object = {}) => {
  const event = new Event('navigate', { cancelable: true });
  return Object.defineProperties(
    event,
    Object.getOwnPropertyDescriptors({ isTrusted: true, hashChange: false, destination: { url: code }, ...change }),
  );
};
let navigation: EventTarget;

beforeEach(() => {
  vi.useFakeTimers();
  vi.mocked(sendFromPage).mockResolvedValue(undefined);
  navigation = new EventTarget();
  Object.assign(globalThis, { navigation });
  watchNavigation(({ codes }) => codes > 0);
});

const reported = (event: Event) => {
  navigation.dispatchEvent(event);
  vi.runAllTimers();
  return vi.mocked(sendFromPage).mock.calls;
};

describe('a navigate event', () => {
  it('of the browser is reported, without the code', () => {
    expect(reported(navigate())).toEqual([['pageNavigating', to]]);
  });

  it.each(['https://app.hubspot.com.vendor.example/cb?code=1', 'https://app.hubspot.company/cb?code=1'])(
    'to a host that only begins like that of the page is reported: %s',
    (url) => {
      expect(reported(navigate({ destination: { url } }))).toHaveLength(1);
    },
  );

  it.each([
    ['that the page made', navigate({ isTrusted: false })],
    ['without a destination', navigate({ destination: undefined })],
    ['within the page', navigate({ hashChange: true })],
    ['to the same origin', navigate({ destination: { url: 'https://app.hubspot.com/x?code=1' } })],
  ])('A1: %s is ignored', (_, event) => {
    expect(reported(event)).toEqual([]);
  });

  it('A1: that the page cancels in a later listener is ignored', () => {
    navigation.addEventListener('navigate', (event) => event.preventDefault());
    expect(reported(navigate())).toEqual([]);
  });
});
