/** A chat or a mail may ask about errors, or name some as examples, that nobody met. */
import { describe, expect, it } from 'vitest';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';

/** The errors of a text: each rule, and how certain it is. */
function errorsIn(text: string): string[] {
  const pasted = parseInput(text);
  if (!pasted.ok) return [];
  return pasted.inputs.flatMap((input) => {
    const { diagnosis, findings } = buildReview(input);
    return [...findings.filter(({ id }) => !id.startsWith('oauth-')), ...(diagnosis?.causes ?? [])]
      .filter(({ confidence }) => confidence !== 'possible')
      .map(({ id, confidence }) => `${id} ${confidence}`);
  });
}

const generic = 'An unexpected error has occurred during authentication. Please try again';
const blocked = 'this app is blocked by admin';

describe('an error that the text only asks about or gives as an example', () => {
  it.each([
    [
      'a question',
      `Maya (Support)\nDo you get "${blocked}" from Salesforce?\n\nJane\nNo, it is "OAUTH_APPROVAL_ERROR_GENERIC : ${generic}"`,
    ],
    [
      'examples',
      `Could you tell me the exact error on the Salesforce page? For example "OAUTH_APP_BLOCKED" or "${blocked}".\n\nJane\nIt says "${generic}."`,
    ],
    [
      'the name of the speaker and a question',
      `Maya: Is the message of Salesforce "${blocked}"?\nJane: The error is OAUTH_APPROVAL_ERROR_GENERIC.`,
    ],
    ['a quoted mail', `Hi,\n\nOAUTH_APPROVAL_ERROR_GENERIC : ${generic}\n\nOn Tue, Maya wrote:\n> Salesforce often shows\n> - ${blocked}`],
    [
      'a mail below a line',
      `The Salesforce page says OAUTH_APPROVAL_ERROR_GENERIC\n\n________________________________\nFrom: Maya\nSent: Tuesday\n\nIs it "${blocked}"?`,
    ],
    [
      'a mail below its header',
      `Salesforce: OAUTH_APPROVAL_ERROR_GENERIC\n\nVon: Maya\nGesendet: Dienstag\n\nAuf der Seite steht oft "${blocked}".`,
    ],
    ['whether', `Support asked whether Salesforce shows "${blocked}". We get OAUTH_APPROVAL_ERROR_GENERIC.`],
  ])('does not stand in the place of the writer’s own error: %s', (_, text) => {
    const pasted = parseInput(text);
    expect(
      pasted.ok && pasted.inputs.map(({ errorText, outcome }) => `${errorText} ${outcome?.kind === 'error' ? outcome.error : ''}`).join(),
    ).toMatch(/^[^,]*(?:GENERIC|unexpected error)/);
    expect(errorsIn(text).join()).not.toContain('blocked');
  });

  it.each([
    `Do you see "${blocked}" in Salesforce?`,
    `Support: Is the message on the Salesforce page "${blocked}"?\nCustomer: No.`,
    `Support asked me whether I see "OAUTH_APP_BLOCKED" in Salesforce. I don't.`,
    `Salesforce has errors, e.g. "${blocked}".`,
    `I expected Salesforce to show "${blocked}" but it connected.`,
    'The Salesforce error is NOT "app must be installed into org".',
    `Neither "${blocked}" nor "app must be installed into org" appear in Salesforce.`,
    `We don't see any error from Salesforce like "${blocked}". The sync just stops.`,
    `The admin said there's no entry with "OAUTH_APP_BLOCKED" in the login history of Salesforce.`,
  ])('is possible at most: %s', (text) => {
    expect(errorsIn(text).join()).not.toMatch(/blocked|installed|approved/);
  });

  it.each([
    `Salesforce says "${blocked}". Do you know why?`,
    `Do you know why Salesforce shows "${blocked}"?`,
    `Can you help us? Salesforce says "${blocked}".`,
    `Please see below.\n\n> Salesforce: ${blocked}`,
    `Is there a way around this? We get OAUTH_APP_BLOCKED in Salesforce.`,
  ])('is reported all the same: %s', (text) => {
    expect(errorsIn(text).join()).toContain('blocked');
  });
});
