/**
 * The texts and URLs that users of public threads pasted, each with the verdict that would be right.
 * Personal data is replaced.
 */
import * as z from 'zod/mini';
import rows from './cases.json';

const provider = z.nullable(z.enum(['salesforce', 'hubspot', 'outreach']));
const cause = z.nullable(z.string().check(z.regex(/^(salesforce|hubspot|outreach|oauth)-[a-z0-9]+(-[a-z0-9]+)+$/)));
const actor = z.nullable(z.enum(['you', 'app-vendor', 'salesforce-admin', 'hubspot-super-admin', 'outreach-admin']));
const confidence = z.enum(['observed', 'likely', 'possible']);

/** One value, or the values of which each is right. */
const oneOf = <T extends z.core.$ZodType>(schema: T) => z.union([schema, z.array(schema).check(z.minLength(1))]);

const common = {
  provider: oneOf(provider),
  /** Findings that the review must contain: one of the IDs, about at least these scopes. */
  findings: z.optional(z.array(z.strictObject({ ids: z.array(z.string()), scopes: z.array(z.string()) }))),
  /** Causes, findings or scopes that would be a false certainty for this text. */
  never: z.array(z.string()),
  /** Secrets and garbage of the text that no output may repeat. */
  hidden: z.optional(z.array(z.string())),
};

const diagnoseVerdict = z.strictObject({
  ...common,
  /** The first cause; null if an honest unknown is right. */
  cause: oneOf(cause),
  actor: oneOf(actor),
  /** Exactly the scopes that the first cause names. */
  scopes: z.optional(z.array(z.string())),
  confidence: z.optional(confidence),
  /** The text shows an approval, so nothing was refused, and the output must say so. */
  isApproved: z.optional(z.literal(true)),
  /** The text has no error, so "nothing failed" is right too. */
  isHarmless: z.optional(z.literal(true)),
});

const reviewVerdict = z.strictObject({
  ...common,
  /** All scopes, if the request does not tell required from optional ones. */
  scopes: z.optional(z.array(z.string())),
  required: z.optional(z.array(z.string())),
  optional: z.optional(z.array(z.string())),
  clientId: z.optional(z.string()),
  redirectHost: z.optional(z.string()),
  account: z.optional(z.string()),
  readOnly: z.optional(z.string()),
  /** The reasons for which the text may be refused. Beside scopes, a refusal or a review is right. */
  unreadable: z.optional(z.array(z.string())),
});

const described = {
  id: z.string(),
  /** The provider of the thread, which the text may not name; null for another server. */
  provider,
  /** The kind of fault that the case stood for when it was collected; null if it was right then. */
  kind: z.nullable(z.string().check(z.regex(/^K([1-9]|1[0-7])$/))),
  /** The form of the text, in words. */
  shape: z.string(),
  input: z.string(),
  /** The right answer in words. */
  expected: z.string(),
  source: z.string(),
};

const schema = z.array(
  z.discriminatedUnion('command', [
    z.strictObject({ ...described, command: z.literal('diagnose'), verdict: diagnoseVerdict }),
    z.strictObject({ ...described, command: z.literal('review'), verdict: reviewVerdict }),
  ]),
);

/** One text with its verdict. */
export type Case = z.infer<typeof schema>[number];
/** What `npm run diagnose` must say of a text. */
export type DiagnoseVerdict = z.infer<typeof diagnoseVerdict>;
/** What `npm run review` must say of a text. */
export type ReviewVerdict = z.infer<typeof reviewVerdict>;

/** All cases, in the order in which they were collected. Throws if the file is malformed. */
export const cases: readonly Case[] = schema.parse(rows);

/** What each kind of fault is about. */
export const kinds: Readonly<Record<string, string>> = {
  K1: 'an error beside an authorize URL',
  K2: 'a code or sentence of the protocol names no provider',
  K3: 'Salesforce’s description decides, not its code',
  K4: 'a reason goes before the general code beside it',
  K5: 'newer sentences and API answers of HubSpot',
  K6: 'HubSpot’s sentences in other languages',
  K7: 'login history, API codes and page titles of Salesforce',
  K8: 'requests inside Salesforce’s sign-in URLs',
  K9: 'URLs that were broken over lines',
  K10: 'URLs inside markup, sentences and gateway links',
  K11: 'errors in the forms of logs and apps',
  K12: 'settings files of apps',
  K13: 'unknown stays unknown',
  K14: 'empty scopes, and callbacks that bring a code',
  K15: 'errors that a text denies, has solved, or only lists',
  K16: 'errors of other products beside a provider’s name',
  K17: 'longer names and ordinary words that contain an error’s words',
};
