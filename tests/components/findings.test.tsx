import { afterEach, expect, it } from 'vitest';
import { FindingBody } from '@/components/findings/FindingCard';
import { finding } from '@/providers/finding';
import { clear, draw } from './draw';

afterEach(() => clear());

it.each([
  ['notice', 'you', false],
  ['warning', 'you', true],
  ['notice', 'salesforce-admin', true],
] as const)('names who can fix a %s for %s: %s', (severity, actor, isNamed) => {
  draw(
    <FindingBody finding={finding({ id: 'unknown-scopes', severity, confidence: 'observed', actor, params: [['x']] })} links={{}} />,
    true,
  );
  expect(document.body.textContent?.includes('Who can fix it')).toBe(isNamed);
});
