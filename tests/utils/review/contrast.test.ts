/** What one sentence says against a reason that it mentions beside the error of its writer. */
import { describe, expect, it } from 'vitest';
import { openScopeList } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

const reason = '"user is not admin approved to access this app"';
const generic = 'OAUTH_APPROVAL_ERROR_GENERIC';

function causesOf(text: string): string[] {
  const parsed = parseInput(text);
  const reviews = parsed.ok ? parsed.inputs.map(buildReview) : [];
  return reviews.flatMap(({ diagnosis }) => diagnosis?.causes.map(({ id, confidence }) => `${id} ${confidence}`) ?? []);
}

describe('a reason in the sentence of an error without one', () => {
  it.each([
    `I thought it was ${reason}, but it says ${generic}`,
    `It’s different from ${reason}: it says ${generic}`,
    `Once we assigned the permission set, ${reason} changed to ${generic}`,
    `${generic} (other customers had ${reason} which we solved)`,
  ])('is only possible in: %s', (text) => {
    expect(causesOf(text)).toContain('salesforce-user-not-approved possible');
    expect(causesOf(text)).not.toContain('salesforce-user-not-approved observed');
  });

  it.each([`${generic}: ${reason}`, `${generic} with the message ${reason}`, `${reason} (${generic})`])('is its reason in: %s', (text) => {
    expect(causesOf(text)).toEqual(['salesforce-user-not-approved observed']);
  });
});

describe('an error behind “not”', () => {
  it.each([
    `Salesforce says OAUTH_APP_BLOCKED, not ${reason}.`,
    `Der Fehler ist OAUTH_APP_BLOCKED, also nicht ${reason}.`,
    `L’erreur est OAUTH_APP_BLOCKED et non ${reason}.`,
  ])('is left out in: %s', (text) => {
    expect(causesOf(text)).toEqual(['salesforce-app-blocked observed']);
  });
});

describe('a thread that was exported as JSON', () => {
  it('keeps the sentence whose letters are escaped', () => {
    const text = JSON.stringify({
      body: 'It says: "Couldn’t complete the connection. Authorization failed because there is a mismatch between the scopes in the install URL and the app’s configured scopes."',
    });
    const escaped = text.replaceAll('’', String.raw`\u2019`);
    expect(escaped).not.toBe(text);
    expect(causesOf(escaped)).toEqual(causesOf(text));
    expect(causesOf(escaped)).toContain('hubspot-scope-mismatch observed');
  });
});

describe('a link that is wrapped right before a plus', () => {
  const link =
    'https://api.outreach.io/oauth/authorize?client_id=a&redirect_uri=https%3A%2F%2Fapp.example%2F&response_type=code&scope=prospects.read';

  it('goes on with the scope in the next line', () => {
    const parsed = parseInput(`See ${link}\n+tasks.write\nThanks`);
    expect(parsed.ok && parsed.input.request.scopes.map(({ id }) => id)).toEqual(['prospects.read', 'tasks.write']);
  });

  it('is broken if the next line has no known scope', () => {
    expect(parseInput(`See ${link}\n+other\nThanks`)).toEqual({ ok: false, reason: 'broken-url' });
  });

  it('is no list of the scopes behind it', () => {
    const text = `Hello,\n${link.replace('=prospects.read', '=prospects.read%20')}\naccounts.all tasks.write`;
    expect(openContent(text)).toMatchObject({ found: [], reason: 'broken-url' });
    expect(openScopeList(text)).toBeNull();
    expect(openScopeList('accounts.all tasks.write')).not.toBeNull();
  });
});

it('an error is asked about behind “since when”, and denied in the answer', () => {
  const text = 'Since when did you get OAUTH_APP_BLOCKED?\n> It isn\u2019t OAUTH_APP_BLOCKED any more, it is now OAUTH_APP_ACCESS_DENIED.';
  expect(causesOf(text)[0]).toBe('salesforce-user-not-approved observed');
  expect(causesOf(text)).not.toContain('salesforce-app-blocked observed');
});
