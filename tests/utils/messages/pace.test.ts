import { beforeEach, expect, it, vi } from 'vitest';
import { inTurn } from '@/utils/messages/pace';

let tab = 0;

beforeEach(() => {
  tab += 1;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});

/** Sends a message whose handler takes so long, in ms, and notes when it ran. */
const ran: { name: string; at: number }[] = [];
beforeEach(() => {
  ran.length = 0;
});
const sendAny = (name: string, takes = 10, kind = `pageRead ${tab}`) =>
  inTurn(kind, async () => {
    ran.push({ name, at: performance.now() });
    await new Promise((resolve) => setTimeout(resolve, takes));
    return name;
  });
const send = (...message: Parameters<typeof sendAny>) => sendAny(...message) ?? Promise.reject(new Error('ignored'));
const settled = async (sent: Promise<string>[]) => {
  const results = Promise.allSettled(sent);
  await vi.runAllTimersAsync();
  return (await results).map((result) => (result.status === 'fulfilled' ? result.value : null));
};

it('C2: of 10,000 messages at once, the first is handled and the last of those that get an answer', async () => {
  const sent = Array.from({ length: 10_000 }, (_, index) => sendAny(String(index)));
  const heard = sent.filter((answer) => answer !== undefined);
  expect(heard).toHaveLength(200);
  expect((await settled(heard)).filter((one) => one !== null)).toEqual(['0', '199']);
  // After the flood, the page is heard again.
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await settled([send('after')])).toEqual(['after']);
});

it('D6: a page that sends as fast as a content script can is always heard, and ends with its last text', async () => {
  const answers: string[] = [];
  let heard = 0;
  for (let index = 0; index < 3_000; index += 1) {
    const answer = sendAny(String(index), 5);
    if (answer) heard += 1;
    void answer?.then((name) => answers.push(name)).catch(() => {});
    await vi.advanceTimersByTimeAsync(30);
  }
  await vi.runAllTimersAsync();
  expect(heard).toBe(3_000);
  expect(answers.at(-1)).toBe('2999');
  // Ten a second at most.
  expect(ran.length).toBeLessThan(930);
});

it('C2: a flood that waits for each answer is handled ten times a second', async () => {
  const start = performance.now();
  const flood = (async () => {
    while (performance.now() - start < 10_000) await send('again', 1);
  })();
  await vi.advanceTimersByTimeAsync(11_000);
  await flood;
  expect(ran.length).toBeGreaterThan(100);
  expect(ran.length).toBeLessThan(125);
});

it('D6: a page that sends its text after each answer loses none, and 20 texts wait for nothing', async () => {
  const start = performance.now();
  const page = (async () => {
    for (let index = 0; index < 50; index += 1) expect(await send(String(index))).toBe(String(index));
  })();
  await vi.advanceTimersByTimeAsync(10_000);
  await page;
  expect(ran.map(({ name }) => Number(name))).toEqual(Array.from({ length: 50 }, (_, index) => index));
  expect(ran[19]?.at).toBe(start + 190);
  expect(ran[49]?.at).toBeLessThan(start + 3_500);
});

it('another tab and another message wait for nothing', async () => {
  const flood = Promise.allSettled(Array.from({ length: 100 }, () => send('flood', 1_000)));
  const others = [send('other tab', 1, `pageRead ${tab} of another tab`), send('other message', 1, `pageNavigating ${tab}`)];
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(others)).toEqual(['other tab', 'other message']);
  await vi.runAllTimersAsync();
  await flood;
});

it('a handler that fails or never ends holds up no later message', async () => {
  const failed = inTurn(`pageRead ${tab}`, async () => Promise.reject(new Error('failed')));
  await expect(failed).rejects.toThrow('failed');
  void send('endless', 60_000);
  const later = send('later');
  await vi.advanceTimersByTimeAsync(5_020);
  expect(await later).toBe('later');
  // The end of the endless one must not let two run at once.
  const slow = send('slow', 100_000);
  await vi.advanceTimersByTimeAsync(1);
  expect(ran.map(({ name }) => name)).toEqual(['endless', 'later', 'slow']);
  void settled([slow]);
});
