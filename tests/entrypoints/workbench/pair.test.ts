/** Which settings and which request the view of app settings shows. */
import { describe, expect, it } from 'vitest';
import { openedChoices } from '@/entrypoints/workbench/settings/choices';
import { type Choices, NONE, pairOf } from '@/entrypoints/workbench/settings/pair';
import type { OpenedItem } from '@/entrypoints/workbench/use-session';
import { openContent } from '@/utils/files/open-content';
import { allSteps } from '@/utils/text/steps';
import { sampleText } from '../../utils/files/sample';

const hubspot = (redirect: string) => `https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=${redirect}&scope=oauth`;
const own = hubspot('https://crm.vendor.example/hs');
const unrelated = hubspot('https://other.example/cb');
const file = sampleText('app-hsmeta.json');

/** Opens texts in this order; their IDs are 1, 2 and so on. */
function opened(...texts: string[]): Choices {
  const items = texts.map(
    (text, index): OpenedItem => ({ id: String(index + 1), name: null, size: 1, opened: openContent(text), joinedInto: null }),
  );
  return { templates: [], ...allSteps(openedChoices(items)) };
}

function shown(choices: Choices, chosen?: string, asked?: string) {
  const { settings, request, state } = allSteps(pairOf(chosen, asked, choices));
  return [settings?.key, request?.key, state];
}

describe('without a choice of the user', () => {
  it.each<[string, string[], (string | undefined | null)[]]>([
    ['settings and a request of one app', [file, own], ['1.0', '2.0', 'redirect-url']],
    ['the request that is certain to be of the app', [own, unrelated, file], ['3.0', '1.0', 'redirect-url']],
    ['settings alone if no request is certain to be of the app', [unrelated, file], ['2.0', undefined, 'which-request']],
    ['a request alone if no settings are certain to be its', [file, unrelated], [undefined, '2.0', 'which-settings']],
    ['the settings that were opened last', [own, file, sampleText('outreach-manifest.json')], ['3.0', undefined, null]],
    ['a request alone if two apps have its redirect URL', [file, sampleText('public-app.json'), own], [undefined, '3.0', 'which-settings']],
  ])('shows %s', (_, texts, expected) => expect(shown(opened(...texts))).toEqual(expected));
});

describe('a choice of the user', () => {
  const choices = opened(own, unrelated, file);

  it.each<[string, string, string | undefined, (string | undefined | null)[]]>([
    ['pairs settings with the request of their app', '3.0', undefined, ['3.0', '1.0', 'redirect-url']],
    ['compares any two, and says that nothing shows that they belong together', '3.0', '2.0', ['3.0', '2.0', 'unpaired']],
    ['shows settings alone', '3.0', NONE, ['3.0', undefined, 'which-request']],
    ['shows a request alone', NONE, '1.0', [undefined, '1.0', 'which-settings']],
    ['is forgotten when its file is closed', '9.0', undefined, ['3.0', '1.0', 'redirect-url']],
  ])('%s', (_, chosen, asked, expected) => expect(shown(choices, chosen, asked)).toEqual(expected));
});
