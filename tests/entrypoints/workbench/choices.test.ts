import { expect, it } from 'vitest';
import { openedChoices } from '@/entrypoints/workbench/settings/choices';
import type { OpenedItem } from '@/entrypoints/workbench/use-session';
import { openContent } from '@/utils/files/open-content';
import { allSteps } from '@/utils/text/steps';

const link =
  'https://app.hubspot.com/oauth/authorize?client_id=9d9f1d11-aaaa-4bbb-8ccc-000011112222&redirect_uri=https%3A%2F%2Fapp.vendor.example%2Foauth&scope=oauth';

it('names two pasted requests of one app apart', () => {
  const item = (id: string): OpenedItem => ({ id, name: null, size: 1, opened: openContent(link), joinedInto: null });
  const names = allSteps(openedChoices([item('1'), item('2')])).requests.map(({ name }) => name);
  expect(new Set(names).size).toBe(2);
});
