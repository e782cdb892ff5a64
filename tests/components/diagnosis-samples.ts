/** Reviews of failed approvals: the app Ledgerly on the org of Acme. */

import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { Review } from '@/utils/review/types';
import { acme, authorize, bridge, errorPage, generalError, installMissing, refusal, signIn } from '../providers/salesforce/sample-urls';
import { Tab } from '../utils/flow/tab';

const signedIn = () =>
  new Tab()
    .open(authorize(), 'https://workspace.ledgerly.example')
    .redirect(acme + signIn)
    .open(`${acme}/?ec=302`, acme)
    .redirect(acme + bridge);

/** The error URL gives the reason. */
export const sure: Review = signedIn()
  .redirect(refusal(...installMissing))
  .read(generalError())
  .review();

/** Neither the page nor its URL gives a reason. */
export const open: Review = withAnswers({});

export function withAnswers(answers: Record<string, string>): Review {
  return signedIn()
    .redirect(acme + errorPage)
    .read({ ...generalError(), username: 'ada@acme.example' })
    .review({ answers });
}

/** Where the app gets the answer to its request. */
const callback = 'https://hooks.ledgerly.example/cb?error=access_denied';

/** Someone pressed Deny, and the answer to the app says nothing else. */
export const denied: Review = signedIn().leave(callback).review();

/** An answer with the code of a denial, whose description says something else. */
export function deniedWith(description: string): Review {
  return signedIn()
    .leave(`${callback}&error_description=${encodeURIComponent(description)}`)
    .review();
}

/** Only the user can fix this error. */
export const expired: Review = signedIn()
  .redirect(acme + errorPage)
  .read({ headings: ['OAuth Error'], paragraphs: ['You didn’t complete the approval process before it expired. Please try again.'] })
  .review();

/** The same error as a pasted text, for which nothing can be requested again. */
export const expiredPasted: Review = pasted('Salesforce: You didn’t complete the approval process before it expired. Please try again.');

/** Only the vendor of the app can fix this error. */
export const vendor: Review = signedIn().redirect(refusal('invalid_scope', 'the requested scope is not allowed')).review();

/** An action of a connected app failed; the text was pasted. */
export const action: Review = pasted(
  JSON.stringify({ category: 'MISSING_SCOPES', errors: [{ context: { requiredGranularScopes: ['crm.objects.deals.write'] } }] }),
);

export function pasted(text: string): Review {
  const read = parseInput(text);
  if (!read.ok) throw new Error(read.reason);
  const dropped = { app: 'Clay on HubSpot', ids: ['crm.objects.deals.write', 'crm.objects.leads.write'] };
  return buildReview({ ...read.input, dropped });
}
