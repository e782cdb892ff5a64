/** The diagnosis of a file: its cases, the timeline of a trace, and what is beside them. */
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page } from 'vitest/browser';
import '@/components/workbench/workbench.css';
import '@/components/workbench/diagnose.css';
import { type ReviewActions, ReviewActionsProvider } from '@/components/review/review-state';
import { CaseFrame } from '@/components/workbench/diagnose/CaseFrame';
import { CaseList } from '@/components/workbench/diagnose/CaseList';
import { CauseCard } from '@/components/workbench/diagnose/CauseCard';
import { GrantedCard } from '@/components/workbench/diagnose/GrantedCard';
import { LoginRows } from '@/components/workbench/diagnose/LoginRows';
import { Timeline } from '@/components/workbench/diagnose/Timeline';
import { Frame, ViewTitle } from '@/components/workbench/Frame';
import type { Severity } from '@/providers/contract/finding';
import { grantTitle, lackFinding, lackMessage, lackTitle } from '@/utils/files/granted';
import type { NoLogin } from '@/utils/files/login-text';
import { openFile, reviewInputOf } from '@/utils/files/open';
import type { Found, OpenedFile, TimelineStep } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import { messagesFor } from '@/utils/review/message';
import { parseInput } from '@/utils/review/parse-input';
import { t } from '@/utils/text/text';
import { momentText } from '@/utils/text/time';
import { acme, authorize } from '../providers/salesforce/sample-urls';
import { har } from '../utils/files/har';
import { clear, draw, expectAccessible, openAll } from './draw';

const errorPage = `${acme}/setup/secur/RemoteAccessErrorPage.apexp`;
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC : An unexpected error has occured during authentication. Please try again.';
const okta = 'https://acme.okta.com/app/salesforce/k1/sso/saml';
const opened = openFile(
  har([
    { url: authorize(), redirect: `${acme}/services/auth/sso/Okta` },
    { url: `${acme}/services/auth/sso/Okta`, redirect: okta },
    { url: okta },
    { url: `${acme}/?so=00D1`, from: 'https://acme.okta.com', redirect: errorPage },
    { url: errorPage, body: `<p>${generic}</p>` },
  ]),
) as OpenedFile;
const attempt = opened.found[0] as Found;
const { timeline = [] } = attempt;
const review = buildReview(reviewInputOf(attempt.input) as NonNullable<ReturnType<typeof reviewInputOf>>);

const bench = (children: preact.ComponentChild) => {
  const actions = { copy: vi.fn(), answerQuestion: vi.fn(), chooseProvider: vi.fn() };
  draw(
    <Frame items={[{ id: 'diagnose', icon: 'pulse', title: 'Diagnose', href: '#diagnose' }]} current="diagnose" isPrivate={false}>
      <ViewTitle title="Diagnose" text="Open a trace." />
      <ReviewActionsProvider value={actions as unknown as ReviewActions}>{children}</ReviewActionsProvider>
    </Frame>,
  );
  return actions;
};

const receipt = { removed: { cookies: 2 }, kept: 5, leftOut: 2, notUnderstood: 0, isCut: false };

const card = (props: Partial<Parameters<typeof CauseCard>[0]> = {}) => (
  <CauseCard
    review={review}
    diagnosis={review.diagnosis as NonNullable<typeof review.diagnosis>}
    ownerChoice={undefined}
    messages={messagesFor(review)}
    copied={null}
    onCopyJson={vi.fn()}
    {...props}
  />
);

const frame = (props: Partial<Parameters<typeof CaseFrame>[0]> = {}) => (
  <CaseFrame
    name="acme.har"
    size={2_100_000}
    format="har"
    receipt={receipt}
    back="#diagnose"
    hasOthers
    onSave={vi.fn()}
    isSaved={false}
    onClose={vi.fn()}
    below={<Timeline steps={timeline} others={2} />}
    {...props}
  >
    {props.children ?? card()}
  </CaseFrame>
);

const cells = () =>
  [...document.querySelectorAll('.sr-timeline tbody tr')].map((row) => [...row.children].map(({ textContent }) => textContent?.trim()));
const step = (over: Partial<TimelineStep>): TimelineStep => ({ ...(timeline[0] as TimelineStep), scopes: [], hasPkce: null, ...over });

beforeEach(async () => {
  await page.viewport(1200, 900);
  document.documentElement.lang = 'en';
  document.title = 'Scope Review';
});
afterEach(clear);

describe('the timeline', () => {
  it('shows each step by host, with what it shows, and never a URL', async () => {
    bench(<Timeline steps={timeline} others={0} />);
    const host = new URL(acme).host;
    expect(cells().map((row) => row.slice(1))).toEqual([
      ['Authorization request', host, '302', 'id api refresh_token PKCE'],
      ['Single sign-on starts', host, '302', ''],
      ['Identity provider', 'acme.okta.com', '200', 'Okta'],
      ['Single sign-on ends', host, '302', ''],
      ['Error page', host, '200', generic],
    ]);
    expect(document.querySelectorAll('.sr-timeline__failure')).toHaveLength(1);
    expect(document.body.innerHTML).not.toMatch(/https:\/\/|RemoteAccess/);
    expect(page.getByRole('button', { name: 'Other requests' }).elements()).toHaveLength(0);
  });

  it('says how long a step took, what is not in the file, and what has no reason', () => {
    const at = timeline[0]?.at ?? 0;
    bench(
      <Timeline
        steps={[
          step({ kind: 'identity-provider', at, saml: 'request' }),
          step({ kind: 'approval', at: at + 14_000, redirect: 'https://x.example/' }),
          step({ kind: 'approval', at: at + 14_100, redirect: null }),
          step({ kind: 'answer', at: at + 14_150, method: 'POST', redirect: 'https://x.example/' }),
          step({ kind: 'callback', at: at + 14_200, hasCode: true, isRecorded: false, status: 0 }),
          step({ kind: 'refusal', at: null }),
          step({ kind: 'request', scopes: Array.from({ length: 30 }, (_, index) => `s${index}`), hasPkce: true }),
        ]}
        others={0}
      />,
    );
    expect(cells().map((row) => row.slice(3))).toEqual([
      ['302', 'SAML request \u00b7 14 s until the next step'],
      ['302', 'Not shown'],
      ['302', 'Shown'],
      ['302', ''],
      ['\u2013', 'Code for the app \u00b7 Only the redirect to it is in the file'],
      ['302', 'No reason given'],
      ['302', 's0 s1 s2 s3 s4 s5 s6 s7 and 22 more \u00b7 PKCE'],
    ]);
    expect(cells()[5]?.[0]).toBe('\u2013');
  });

  it('has all columns without scrolling sideways in 320 px', async () => {
    bench(<Timeline steps={timeline} others={0} />);
    await page.viewport(320, 800);
    const scroll = document.querySelector('.sr-scroll');
    expect(scroll?.scrollWidth).toBe(scroll?.clientWidth);
    for (const cell of document.querySelectorAll('.sr-timeline td')) expect(cell.getBoundingClientRect().right).toBeLessThanOrEqual(320);
    await expect.element(page.getByText('id api refresh_token')).toBeVisible();
  });

  it('only counts the other requests, because nothing of them was kept', async () => {
    bench(<Timeline steps={timeline} others={238} />);
    const toggle = page.getByRole('button', { name: 'Other requests 238' });
    await toggle.click();
    await expect.element(toggle).toHaveAttribute('aria-pressed', 'true');
    await expect.element(page.getByText('238 requests in the file are not about any sign-in. Nothing of them was kept.')).toBeVisible();
  });
});

describe('the card of a failure', () => {
  it('has the questions, the causes, three texts and the report in both forms', async () => {
    const onCopyJson = vi.fn();
    const actions = bench(card({ onCopyJson }));
    await page.getByRole('radio', { name: 'Not listed' }).click();
    expect(actions.answerQuestion).toHaveBeenCalledExactlyOnceWith('listed', 'absent');
    for (const name of ['Copy questions to ask', 'Copy message to Salesforce admin', 'Copy reply to the customer', 'Copy redacted report'])
      await page.getByRole('button', { name }).click();
    expect(actions.copy.mock.calls.flat()).toEqual(['questions', 'admin', 'customer', 'report']);
    await page.getByRole('button', { name: 'Copy report as JSON' }).click();
    expect(onCopyJson).toHaveBeenCalledOnce();
  });

  it.each([
    ['several people could act', generic, {}, 'Copy questions to ask'],
    ['a cause is likely', generic, { listed: 'unblock' }, 'Copy reply to the customer'],
    ['the error is not known', 'Salesforce: something went wrong', {}, 'Copy questions to ask'],
    ['the error says who can act', "HubSpot: You don't have permission to connect this app", {}, 'Copy reply to the customer'],
  ])('has the text that helps most as the main action: %s', (_, text, answers, main) => {
    const parsed = parseInput(text);
    const pasted = buildReview({ ...(parsed as Extract<typeof parsed, { ok: true }>).input, answers });
    const diagnosis = pasted.diagnosis as NonNullable<typeof pasted.diagnosis>;
    bench(card({ review: pasted, diagnosis, messages: messagesFor(pasted) }));
    expect([...document.querySelectorAll('.sr-button--primary')].map(({ textContent }) => textContent)).toEqual([main]);
  });

  it('says what was copied', async () => {
    bench(card({ copied: 'json' }));
    await expect.element(page.getByRole('button', { name: 'Report copied as JSON' })).toBeVisible();
    bench(card({ copied: 'customer' }));
    await expect.element(page.getByRole('status')).toHaveTextContent(t('message_copied_customer'));
  });

  it('asks whose error a text is', async () => {
    const choices = [{ id: 'hubspot', name: 'HubSpot' }];
    const actions = bench(card({ ownerChoice: { choices, chosen: null } }));
    await page.getByRole('radio', { name: 'HubSpot' }).click();
    expect(actions.chooseProvider).toHaveBeenCalledExactlyOnceWith('hubspot');
  });
});

describe('the user of a case', () => {
  const expired = 'Salesforce: You didn\u2019t complete the approval process before it expired. Please try again.';
  const parsed = parseInput(expired);
  const ofUser = buildReview((parsed as Extract<typeof parsed, { ok: true }>).input);

  it('is not who reads it', async () => {
    const diagnosis = ofUser.diagnosis as NonNullable<typeof ofUser.diagnosis>;
    expect(diagnosis.finding.actor).toBe('you');
    bench(frame({ children: card({ review: ofUser, diagnosis, messages: messagesFor(ofUser) }) }));
    await expect.element(page.getByRole('region', { name: 'The user can fix this' })).toBeVisible();
    bench(frame());
    await openAll();
    expect(document.querySelector('.sr-diagnose__card')?.textContent).not.toMatch(/\bYou(:| can fix)/);
  });
});

describe('the line of a file', () => {
  it('counts the requests, saves the sanitized trace and closes the file', async () => {
    const calls = { onSave: vi.fn(), onClose: vi.fn() };
    bench(frame(calls));
    await expect.element(page.getByText('2.1 MB \u00b7 Network trace (HAR) \u00b7 7 requests read, 5 used')).toBeVisible();
    await page.getByRole('button', { name: 'Save sanitized HAR' }).click();
    await page.getByRole('button', { name: 'Close acme.har' }).click();
    expect(calls.onSave).toHaveBeenCalledOnce();
    expect(calls.onClose).toHaveBeenCalledOnce();
  });

  it('says above the case that the file is incomplete', async () => {
    bench(frame({ receipt: { ...receipt, isCut: true } }));
    const notice = page.getByText('The end is missing or was not read, which may change the result. Ask for the whole file.');
    await expect.element(notice).toBeVisible();
    const card = document.querySelector('.sr-diagnose__card') as Element;
    expect(notice.element().compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
    for (const props of [{}, { receipt: { ...receipt, isCut: true }, saysCut: true }]) {
      bench(frame(props));
      expect(notice.elements()).toHaveLength(0);
    }
  });

  it('has nothing to save if the file is no trace, and says when it was saved', async () => {
    bench(frame({ onSave: null, name: null, format: 'text' }));
    expect(page.getByRole('button', { name: /sanitized/ }).elements()).toHaveLength(0);
    bench(frame({ isSaved: true }));
    await expect.element(page.getByRole('status').first()).toHaveTextContent('Sanitized HAR saved');
  });
});

describe('the list of cases', () => {
  const line = (index: number, severity: Severity = 'blocker') => ({
    id: String(index),
    href: `#diagnose/1/${index}`,
    severity,
    title: `Case ${index}`,
    facts: ['Clay on Salesforce', 'acme.har'],
  });

  it('has the failures and counts the others', async () => {
    bench(<CaseList cases={[line(0), line(1), line(2, 'notice')]} counts={{ failures: 2, lacks: 0, others: 1 }} onMore={vi.fn()} />);
    const heading = page.getByRole('heading', { name: '2 failures \u00b7 1 connection without a recorded refusal' });
    await expect.element(heading).toBeVisible();
    await expect.element(page.getByRole('link', { name: 'Case 1' })).toHaveAttribute('href', '#diagnose/1/1');
  });

  it('says that nothing failed, and goes to the first line that is shown on demand', async () => {
    function List() {
      const [limit, setLimit] = useState(2);
      const cases = Array.from({ length: 3 }, (_, index) => line(index, 'notice'));
      return <CaseList cases={cases.slice(0, limit)} counts={{ failures: 0, lacks: 0, others: 3 }} onMore={() => setLimit(3)} />;
    }
    bench(<List />);
    await expect.element(page.getByRole('heading', { name: '3 connections without a recorded refusal' })).toBeVisible();
    await page.getByRole('button', { name: 'Show 1 more' }).click();
    await expect.element(page.getByRole('link', { name: 'Case 2' })).toHaveFocus();
    expect(page.getByRole('button', { name: /^Show/ }).elements()).toHaveLength(0);
  });

  it('counts no failures above a case that has something to look at', async () => {
    bench(<CaseList cases={[line(0, 'warning'), line(1, 'notice')]} counts={{ failures: 0, lacks: 1, others: 1 }} onMore={vi.fn()} />);
    const heading = page.getByRole('heading', { name: '1 token response to check \u00b7 1 connection without a recorded refusal' });
    await expect.element(heading).toBeVisible();
  });
});

const none = (reason: NoLogin['reason'], secondsApart: number): NoLogin => ({
  reason,
  nearest: { event: 'Failed: API-only user', time: '2026-11-22T12:00:03Z', app: 'Other', account: 'acme.my.salesforce.com', secondsApart },
});

describe('a row of a login history', () => {
  const row = {
    id: '1',
    href: '#diagnose/2/0',
    event: 'Failed: API-only user',
    time: '2026-11-22T12:00:03Z',
    secondsApart: 1,
    isZoneUnknown: false,
  };

  it.each<[string, NoLogin, string | RegExp]>([
    ['the tables have none', { reason: 'no-rows', nearest: null }, /has no failed sign-in with a known status/],
    [
      'none is near',
      none('time', 28_810),
      / The nearest one, 2026.*, is 8 hours away\. A difference of whole hours may come from a time zone\.$/,
    ],
    ['none is near, for another reason', none('time', 9_000_000), /is 104 days away\.$/],
    ['the app is another', none('app', 1), /is of another app, Other\.$/],
    ['the error is another', none('error', 1), /has another error, “Failed: API-only user”\.$/],
  ])('is missing for a reason: %s', async (_, reason, text) => {
    bench(<LoginRows rows={[]} none={reason} />);
    await expect.element(page.getByRole('region', { name: 'Login history' }).getByText(text)).toBeVisible();
  });

  it('is said to belong only if everything agrees', async () => {
    bench(
      <LoginRows
        none={null}
        rows={[
          { ...row, same: ['account', 'app', 'error'], isCertain: true },
          { ...row, id: '2', same: ['account'], isCertain: false, secondsApart: 0 },
          { ...row, id: '3', href: null, event: 'Invalid Password', same: ['error'], isCertain: false },
        ]}
      />,
    );
    await expect.element(page.getByText('Invalid Password')).toBeVisible();
    const linked = [...document.querySelectorAll('.sr-cases a')].map(({ textContent }) => textContent);
    expect(linked).toEqual([row.event, row.event]);
    const texts = page
      .getByRole('listitem')
      .elements()
      .map(({ textContent }) => textContent);
    expect(texts).toContain(
      `Failed: API-only user${momentText(Date.UTC(2026, 10, 22, 12, 0, 3))} \u00b7 Belongs to this attempt: same org, same app, an error that explains this one, 1 s apart`,
    );
    expect(texts).toContain(
      `Failed: API-only user${momentText(Date.UTC(2026, 10, 22, 12, 0, 3))} \u00b7 May belong to this attempt: same org, during the attempt`,
    );
  });
});

describe('a token response', () => {
  const compared = (missing: string[], losses: string[] = []) => ({
    id: '0',
    app: 'Clay on Salesforce',
    file: 'clay.har',
    at: null as number | null,
    isRefused: false,
    isUncertain: false,
    missing,
    extra: ['id'],
    granted: ['api'],
    lack:
      missing.length > 0
        ? { finding: lackFinding(missing), losses, message: lackMessage('Salesforce', { missing, granted: ['api'] }) }
        : null,
  });
  const card = (lines: ReturnType<typeof compared>[], scopes = ['api', 'id'], isIncomplete = false) => {
    const onCopy = vi.fn(async () => true);
    bench(
      <GrantedCard
        provider="Salesforce"
        scopes={scopes}
        isIncomplete={isIncomplete}
        compared={lines}
        title={lackTitle(lines) ?? grantTitle('Salesforce', scopes, isIncomplete)}
        report={() => '# Report'}
        onCopy={onCopy}
      />,
    );
    return onCopy;
  };

  it('is compared with the request, list by list', async () => {
    card([compared([])]);
    await expect.element(page.getByRole('heading', { name: 'Salesforce granted 2 scopes' })).toBeVisible();
    await expect
      .element(page.getByRole('region', { name: 'Compared with Clay on Salesforce (clay.har)' }))
      .toHaveTextContent('Compared with Clay on Salesforce (clay.har)Granted, not requestedidRequested and grantedapi');
    expect(page.getByText(/A response without scopes/).elements()).toEqual([]);
  });

  it('says what missing scopes mean, what to do, and has a text for the vendor', async () => {
    const onCopy = card([compared(['refresh_token'], ['It lasts for one session.'])]);
    await expect.element(page.getByRole('heading', { name: '1 requested scope was not granted' })).toBeVisible();
    await expect.element(page.getByText(/lacks refresh_token\..+ It lasts for one session\.$/)).toBeVisible();
    expect(document.querySelectorAll('.sr-steps li')).toHaveLength(4);
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const [[text] = ['']] = onCopy.mock.calls as unknown as [string][];
    expect(text).toContain('Requested, not granted: refresh_token\n\nRequested and granted: api\n');
    expect(text).toContain('1. Check that these scopes are registered');
    await expect.element(page.getByRole('status')).toHaveTextContent('Copied');
    await page.getByRole('button', { name: 'Copy redacted report' }).click();
    expect(onCopy).toHaveBeenLastCalledWith('# Report');
    await expect.element(page.getByRole('status')).toHaveTextContent('Report copied');
  });

  it('may lack scopes if several requests are open', async () => {
    card([compared([]), { ...compared(['web']), id: '1', app: 'Other' }]);
    await expect.element(page.getByRole('heading', { name: 'Requested scopes may not have been granted' })).toBeVisible();
  });

  it('says when the request was made, and that a refused one got no response', async () => {
    const at = Date.UTC(2026, 10, 25, 10, 30);
    card([{ ...compared(['refresh_token']), at, isRefused: true }]);
    await expect.element(page.getByRole('heading', { name: 'Requested scopes may not have been granted' })).toBeVisible();
    await expect
      .element(page.getByRole('heading', { name: `Compared with Clay on Salesforce (clay.har, ${momentText(at)})` }))
      .toBeVisible();
    await expect.element(page.getByText(/^This request was refused, so the response can only answer another one/)).toBeVisible();
  });

  it('says that nothing was compared if a list may be incomplete, and not that all was granted', async () => {
    card([{ ...compared([]), extra: [], granted: [], isUncertain: true }], [], true);
    await expect.element(page.getByRole('heading', { name: 'The response names scopes that can’t be read' })).toBeVisible();
    await expect.element(page.getByText(/^The two can’t be compared/)).toBeVisible();
    expect(document.body.textContent).not.toMatch(/Everything that was requested|A response without scopes/);
  });

  it('says what to open if there is no request, and that no scopes mean the requested ones', async () => {
    card([], []);
    await expect.element(page.getByRole('heading', { name: 'The response names no scopes' })).toBeVisible();
    await expect.element(page.getByText(/A response without scopes grants those that were requested\./)).toBeVisible();
    await expect.element(page.getByText(/^Open the app’s request at Salesforce too/)).toBeVisible();
  });
});

describe('axe', () => {
  it.each([
    ['light', 1200],
    ['dark', 600],
    ['dark', 320],
  ] as const)('finds nothing in the %s theme at %d px', async (theme, width) => {
    bench(frame());
    await expectAccessible(width, theme);
    bench(
      <>
        <LoginRows
          rows={[{ id: '1', href: '#1', event: 'x', time: 'y', secondsApart: 0, isZoneUnknown: true, same: ['app'], isCertain: false }]}
          none={none('time', 1)}
        />
        <CaseList
          cases={[{ id: '1', href: '#1', severity: 'blocker', title: 'A', facts: ['b'] }]}
          counts={{ failures: 1, lacks: 0, others: 0 }}
          onMore={vi.fn()}
        />
        <GrantedCard
          provider="HubSpot"
          scopes={['a']}
          isIncomplete={false}
          report={() => '# Report'}
          compared={[
            {
              id: '1',
              app: 'x',
              file: 'y',
              at: null,
              isRefused: false,
              isUncertain: false,
              missing: ['a'],
              extra: [],
              granted: [],
              lack: { finding: lackFinding(['a']), losses: [], message: 'Hello' },
            },
          ]}
          title="1 requested scope was not granted"
          onCopy={vi.fn()}
        />
      </>,
    );
    await expectAccessible(width, theme);
  });
});
