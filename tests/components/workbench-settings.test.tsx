import type { ComponentProps } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/settings.css';
import { Choice } from '@/components/workbench/Choice';
import { ViewTitle } from '@/components/workbench/Frame';
import { CheckResult } from '@/components/workbench/settings/CheckResult';
import { RegisteredLists } from '@/components/workbench/settings/RegisteredLists';
import { providerById } from '@/providers';
import type { Provider } from '@/providers/contract/provider';
import type { AppSettings } from '@/providers/contract/settings';
import { problem } from '@/providers/oauth2/settings-problem';
import { checkMarkdown } from '@/utils/apps/check-markdown';
import { checkSettings } from '@/utils/apps/check-settings';
import { settingsTemplates } from '@/utils/apps/templates';
import type { SettingsCheck } from '@/utils/apps/types';
import { t } from '@/utils/text/text';
import { clear, draw, expectAccessible } from './draw';

const hubspot = providerById('hubspot') as Provider;
const settings: AppSettings = {
  name: 'Sync',
  clientId: null,
  required: ['oauth', 'crm.objects.contacts.read'],
  conditionallyRequired: ['automation'],
  optional: ['tickets'],
  declaresRequirements: true,
  redirectUrls: ['https://crm.vendor.example/hs'],
};

function check(query: string, registered: AppSettings = settings): SettingsCheck {
  const parsed = hubspot.requests.parseRequest(`https://app.hubspot.com/oauth/authorize?client_id=1&${query}`);
  if (!parsed.ok) throw new Error(parsed.reason);
  return checkSettings(hubspot, registered, parsed.value) as SettingsCheck;
}

const wrong = 'redirect_uri=https://crm.vendor.example/other&scope=oauth+tickets+content&optional_scope=automation&response_type=token';
const right =
  'redirect_uri=https://crm.vendor.example/hs&scope=crm.objects.contacts.read&state=1&code_challenge=1&code_challenge_method=S256';

function drawResult(result: SettingsCheck, comparedWith: 'settings' | 'guess' | null = 'settings') {
  const calls = { onCopy: vi.fn<(text: string) => void>(), onCopyAll: vi.fn<() => void>() };
  draw(
    <main class="sr-bench__main">
      <ViewTitle title="App settings" text="" />
      <CheckResult check={result} comparedWith={comparedWith} {...calls} />
      <RegisteredLists settings={settings} known={new Map()} template={null} missingFiles={[]} text="" onCopy={calls.onCopy} />
    </main>,
  );
  return calls;
}

beforeEach(async () => {
  await page.viewport(1200, 900);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(clear);

describe('the result of a comparison', () => {
  it('shows each mismatch with its scopes, its error, its correction and who corrects it', async () => {
    drawResult(check(wrong));
    await expect.element(page.getByRole('heading', { name: '5 mismatches' })).toBeVisible();
    const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'A required scope is missing' }) });
    const text = card.element().textContent ?? '';
    for (const part of [
      'Blocker',
      'crm.objects.contacts.read',
      '“Authorization failed because the provided scopes are missing [crm.objects.contacts.read]”',
      'Mark it as conditionally required in the settings',
      'App’s developer',
    ])
      expect(text).toContain(part);
    await expect.element(page.getByRole('heading', { name: 'The request is for a token instead of a code' })).toBeVisible();
  });

  it('copies the corrected URL, the corrected settings and all of it', async () => {
    const result = check(wrong);
    const { onCopy, onCopyAll } = drawResult(result);
    for (const name of ['Corrected URL', 'Corrected settings'])
      await page
        .getByRole('button', { name: 'Copy', exact: true })
        .nth(name.endsWith('URL') ? 0 : 1)
        .click();
    expect(onCopy.mock.calls).toEqual([[result.correctedUrl], [result.correctedText]]);
    await expect.element(page.getByRole('textbox', { name: 'Corrected URL' })).toHaveValue(result.correctedUrl ?? '');
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    expect(onCopyAll).toHaveBeenCalledOnce();
  });

  it('says at each correction what that does not solve', async () => {
    drawResult({ ...check(wrong), leftInUrl: [problem({ kind: 'plain-http', urls: ['http://a.example/'] })], leftInSettings: [] });
    const textIn = (name: string) => page.getByRole('region', { name, exact: true }).element().textContent;
    expect(textIn('Corrected URL')).toContain('This does not correct:The redirect URL is not encrypted: http://a.example/. Use https.');
    expect(textIn('Corrected settings')).not.toContain('This does not correct:');
    await expectAccessible(320, 'light');
  });

  it('says what a corrected URL changes, which scopes it leaves out, and which it only suggests', async () => {
    drawResult({ ...check(wrong), urlScopes: { added: ['api'], dropped: ['full'] }, urlParameters: ['state'] });
    const text = page.getByRole('region', { name: 'Corrected URL', exact: true }).element().textContent;
    expect(text).toContain('Changed or added: state.Left out, for the reasons above: full.Suggested, and not in the request: api.');
  });

  it('warns of a redirect URL that the corrected settings add, also in the copied text', () => {
    const textsOf = (result: SettingsCheck) => {
      clear();
      drawResult(result);
      return [page.getByRole('region', { name: 'Corrected settings', exact: true }).element().textContent, checkMarkdown('Sync', result)];
    };
    const warning = t('workbench_settings_lists_redirect');
    for (const text of textsOf(check(wrong))) expect(text).toContain(warning);
    const registered = { ...settings, redirectUrls: ['https://crm.vendor.example/other'] };
    for (const text of textsOf(check(wrong, registered))) expect(text).not.toContain(warning);
    const plain = check(wrong.replace('https://crm', 'http://crm'));
    for (const text of textsOf(plain)) expect(text).not.toContain(warning);
  });

  it('says that there is no mismatch, and offers no corrections', async () => {
    drawResult(check(right));
    await expect.element(page.getByRole('heading', { name: 'No mismatch' })).toBeVisible();
    await expect.element(page.getByText('The settings allow everything in this request.')).toBeVisible();
    expect(page.getByRole('textbox').elements()).toEqual([]);
  });

  it('without settings only says what could be safer', async () => {
    drawResult(check(wrong), null);
    await expect.element(page.getByRole('heading', { name: /could be safer$/ })).toBeVisible();
    expect(page.getByRole('heading', { name: '5 mismatches' }).query()).toBeNull();
    expect(page.getByRole('button', { name: 'Copy as Markdown' }).query()).toBeNull();
  });

  it('does not say that the settings allow everything if the redirect URL is not compared', async () => {
    drawResult(check(right, { ...settings, redirectUrls: [] }));
    await expect.element(page.getByText(/^The file has no redirect URL, or some/)).toBeVisible();
    expect(page.getByText('The settings allow everything in this request.').query()).toBeNull();
  });

  it('never says so if the scopes can’t be compared', async () => {
    drawResult(check(right, { ...settings, required: [], conditionallyRequired: [], optional: [] }));
    await expect.element(page.getByRole('heading', { name: 'The scopes can’t be compared' })).toBeVisible();
    await expect.element(page.getByText(/^The opened files have no list of scopes/)).toBeVisible();
    expect(page.getByText('The settings allow everything in this request.').query()).toBeNull();
  });

  it.each([
    ['light', 1200, wrong],
    ['dark', 1200, wrong],
    ['light', 320, wrong],
    ['light', 1200, right],
  ] as const)('has no accessibility violations and does not scroll sideways: %s, %d px', async (theme, width, query) => {
    drawResult(check(query), 'guess');
    await expectAccessible(width, theme);
  });
});

describe('a template', () => {
  it.each(['light', 'dark'] as const)('says how to mark each scope, and copies the lists, in the %s theme', async (theme) => {
    const [template] = settingsTemplates();
    if (!template) throw new Error('there is no template');
    const onCopy = vi.fn();
    draw(
      <main>
        <ViewTitle title="App settings" text="" />
        <RegisteredLists
          settings={template.settings}
          known={new Map([['tickets', { label: 'View and change tickets', program: 'Pilot' }]])}
          template={{ source: template.profile.source.title, isStated: template.isStated }}
          missingFiles={[]}
          text={template.text}
          onCopy={onCopy}
        />
      </main>,
    );
    const groups = [...document.querySelectorAll('th[scope=rowgroup]')].map((group) => group.textContent);
    expect(groups).toEqual(['Required1 scope', 'Optional48 scopes']);
    await expect
      .element(page.getByRole('row', { name: 'View and change tickets Only for apps in this program: Pilot tickets' }))
      .toBeVisible();
    await page.getByRole('button', { name: 'Copy' }).click();
    expect(onCopy).toHaveBeenCalledExactlyOnceWith(template.text);
    await expectAccessible(1200, theme);
  });
});

it('a menu reports what the user chooses', async () => {
  const onChange = vi.fn();
  const options: ComponentProps<typeof Choice>['options'] = [
    ['', 'Choose settings'],
    { title: 'Known connectors', options: [['a', 'Workato']] },
  ];
  draw(<Choice label="Settings" value="" options={options} onChange={onChange} />);
  await page.getByRole('combobox', { name: 'Settings' }).selectOptions('Workato');
  expect(onChange).toHaveBeenCalledExactlyOnceWith('a');
});
