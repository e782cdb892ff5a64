import { expect, it, vi } from 'vitest';

/** What was called of zod to build a schema, or a check of one. */
const built = vi.hoisted((): string[] => []);

vi.mock(import('zod/mini'), async (load) => {
  const zod = await load();
  const counted = Object.entries(zod).map(([name, value]) => {
    if (typeof value !== 'function' || name === 'config' || /^[A-Z]/.test(name)) return [name, value];
    const count = (...given: unknown[]) => {
      built.push(name);
      return Reflect.apply(value, undefined, given);
    };
    return [name, count];
  });
  return Object.fromEntries(counted);
});

it('builds no schema while the background starts, and each one only once', async () => {
  await import('@/entrypoints/background');
  expect(built).toEqual([]);
  const { contentMessages, pageMessages } = await import('@/utils/messages/background-messages');
  const { schema } = contentMessages.pageRead;
  const first = schema();
  expect(built).toContain('object');
  expect(schema()).toBe(first);
  const others = Object.values({ ...contentMessages, ...pageMessages });
  for (const message of others) message.schema();
  const all = built.length;
  for (const message of others) message.schema();
  expect(built).toHaveLength(all);
});
