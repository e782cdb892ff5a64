import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

const unnamed = 'OAUTH_APPROVAL_ERROR_GENERIC';

/** The failures of a text, each with its confidence. */
function failuresOf(text: string): string[] {
  const pasted = parseInput(text);
  if (!pasted.ok) throw new Error(pasted.reason);
  return pasted.inputs.map((input) => {
    const { diagnosis } = buildReview(input);
    return [diagnosis?.finding.id, diagnosis?.finding.confidence].join(' ');
  });
}

describe('an error without a reason', () => {
  it.each([
    ['is ruled out', `Salesforce shows ${unnamed}.\n\nChecked: it is installed, so not "app must be installed into org".`],
    ['is called not the error', `It is definitely not OAUTH_APP_BLOCKED, we checked. The page shows ${unnamed}`],
    ['was ruled out before', `We ruled out OAUTH_APP_BLOCKED. The page shows ${unnamed}`],
    ['is a possible one', `The user sees "${unnamed}".\nPossible reasons per docs:\n- OAUTH_APP_BLOCKED\n- OAUTH_APP_ACCESS_DENIED`],
    ['is a known one', `The page shows ${unnamed}. Known causes: app must be installed into org; this app is blocked by admin.`],
    ['is of a similar ticket', `Connecting Gong fails with "${unnamed}".\nInternal note: similar to ticket 900 (OAUTH_APP_BLOCKED).`],
  ])('is the only failure of a text in which a reason %s', (_, text) => {
    expect(failuresOf(text)).toEqual(['salesforce-approval-error observed']);
  });

  it.each([
    ['in a question', `Kann es sein, dass OAUTH_APP_BLOCKED der Grund ist? Auf der Seite steht nur ${unnamed}.`, 'app-blocked'],
    ['of before', `Vor der Installation kam "app must be installed into org". Nachher kommt ${unnamed}.`, 'app-not-installed'],
    ['of elsewhere', `We get ${unnamed}, in contrast to the sandbox where OAUTH_APP_BLOCKED came up.`, 'app-blocked'],
    ['in a list', `The user sees "${unnamed}".\nThe docs have:\n- OAUTH_APP_BLOCKED`, 'app-blocked'],
  ])('is the first failure before a reason %s, which is only possible', (_, text, reason) => {
    expect(failuresOf(text)).toEqual(['salesforce-approval-error observed', `salesforce-${reason} possible`]);
  });

  it('is as uncertain in a report that was made of the text', () => {
    const pasted = parseInput(`Ist OAUTH_APP_BLOCKED der Grund? Auf der Seite steht ${unnamed}.`);
    const said = (pasted.ok && pasted.inputs[1] && buildReview(pasted.inputs[1]).diagnosis?.errorText) || '';
    expect(failuresOf(said)).toContain('salesforce-app-blocked possible');
  });

  it.each([
    ['the same sentence', `${unnamed}: this app is blocked by admin`],
    [
      'a line of its own',
      `${unnamed} : An unexpected error has occured during authentication.\nOAUTH_APP_BLOCKED : this app is blocked by admin`,
    ],
    ['a response', `The page shows ${unnamed}. The URL has error=OAUTH_APP_BLOCKED`],
  ])('has the reason that stands in %s', (_, text) => {
    expect(failuresOf(text)).toEqual(['salesforce-app-blocked observed']);
  });

  it('goes behind the reason that the page shows now', () => {
    expect(failuresOf(`It was ${unnamed}. Now it shows OAUTH_APP_BLOCKED.`)[0]).toBe('salesforce-app-blocked observed');
  });
});

it('a code that is called none of the failure is no failure', () => {
  expect(failuresOf("It's not a redirect_uri_mismatch since other orgs work. Salesforce shows OAUTH_EC_APP_NOT_FOUND.")).toEqual([
    'salesforce-external-app-not-found observed',
  ]);
});
