/** What one sentence says against a reason that it mentions beside the error of its writer. */
import { describe, expect, it } from 'vitest';
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
