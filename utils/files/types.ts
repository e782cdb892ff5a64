/**
 * The types of opened files. They are plain JSON, so that they can leave the worker that reads the
 * files, and they have no field for a secret: raw text stays where it was read.
 */
import type { AppSettings } from '@/providers/contract/settings';
import type { TableKind, TableRecord } from '@/providers/contract/table';
import type { Asked } from '@/utils/review/access-request';
import type { ReviewInput } from '@/utils/review/review-input';
import type { BinaryKind } from './decode';

/**
 * What is taken out of a file and counted. Each kind has texts `cli_removed_<kind>_one` and
 * `_other`.
 */
export type RemovedKind =
  | 'addresses'
  | 'assertions'
  | 'bodies'
  | 'challenges'
  | 'codes'
  | 'cookies'
  | 'passwords'
  | 'people'
  | 'secrets'
  | 'states'
  | 'tokens';

/** Called while a file is read, with the share of it that was read, from 0 to 1. */
export type OnRead = (share: number) => void;

/** How much of a file was used, by count. */
export interface Receipt {
  /** The values that were taken out, by kind; a kind that does not occur is absent. */
  removed: Partial<Record<RemovedKind, number>>;
  /** How many entries of a trace, rows of a table or files of an app the results come from. */
  kept: number;
  /** How many entries or rows have nothing to do with an authorization. */
  leftOut: number;
  /** How many links of a text repeat another one and count once; absent if none does. */
  repeated?: number;
  /** How many entries or rows could not be read. */
  notUnderstood: number;
  /** Whether the file ends in the middle, or was read only up to the limit of its kind. */
  isCut: boolean;
  /** Present if a script or a frame made authorization requests in a trace, which are left out. */
  hasEmbedded?: true;
  /** The length up to which a longer file was read, in UTF-16 code units; absent if all was read. */
  readUpTo?: number;
}

/** A file of this extension that is no request of an app: `approval` is an entry of a policy file. */
export type OwnKind = 'policy' | 'backup' | 'history' | 'approval' | 'review';

/**
 * The format of a file, as its content shows it. `own` is one of `OwnKind`, `request` is a request to an admin, `text` any
 * other text in which scopes of a supported provider were found, and `binary` no text.
 */
export type FileFormat =
  | 'har'
  | 'saml-tracer'
  | 'app-settings'
  | 'table'
  | 'token-response'
  | 'report'
  | 'request'
  | 'profile'
  | 'own'
  | 'text'
  | 'binary';

/** What an entry of a file is: see `docs/cli.md`. */
export type FoundKind =
  | 'failure'
  | 'request'
  | 'approval'
  | 'settings'
  | 'audit-trail'
  | 'login-history'
  | 'app-usage'
  | 'token-response'
  | 'report'
  | 'profile'
  | 'scope-list';

/** The kinds that show what an app asked for, on a page of the provider. */
export const requestKinds: ReadonlySet<FoundKind> = new Set<FoundKind>(['request', 'failure', 'approval']);

/** What a review is built from, without the provider itself, which `request.provider` names. */
export type FoundInput = Omit<ReviewInput, 'provider'>;

/**
 * What a step of a trace is: the app's request, the provider's sign-in page, the provider sending
 * the user to an identity provider, that one's pages, the way back, the consent page, the user's
 * answer to it, the provider's error page, the app's redirect URI, the page on which the app then says that it
 * failed, the provider's home page, and a site that none of it names. Each has a text `workbench_timeline_<kind>`.
 */
export type TimelineKind =
  | 'request'
  | 'sign-in'
  | 'sso-start'
  | 'identity-provider'
  | 'sso-end'
  | 'approval'
  | 'answer'
  | 'refusal'
  | 'callback'
  | 'app'
  | 'home'
  | 'other-site';

/** One page of a recorded connection, with nothing but fields that are known to hold no secret. */
export interface TimelineStep {
  kind: TimelineKind;
  /** When it was requested, in milliseconds since the epoch; null if the trace does not say. */
  at: number | null;
  host: string;
  /** The method of the request, `GET` or `POST`; null if it is none of the usual ones. */
  method: string | null;
  /** The status of the response; 0 if the trace has none. */
  status: number;
  /** Why there is no response, in the browser's code (`net::ERR_NAME_NOT_RESOLVED`), empty for none; absent if there is one, or if the trace has no statuses. */
  networkError?: string;
  /** The status of the last request that the page made to its own host and that was refused; absent if there is none. */
  refusedStatus?: number;
  /** Whether the trace has the page itself, and not only a redirect to it. */
  isRecorded: boolean;
  /** The requested scopes; empty for everything but a request. */
  scopes: readonly string[];
  /**
   * Whether the request has a PKCE challenge (RFC 7636 §4.3); null for everything but a request, and
   * if its parameters are not known.
   */
  hasPkce: boolean | null;
  /** The SAML message that the step sends; null if it sends none. */
  saml: 'request' | 'response' | null;
  /** Whether the URL has a code or a token for the app. */
  hasCode: boolean;
  /** The `error` and `error_description` parameters, redacted; null if there is none. */
  error: string | null;
  description: string | null;
  /** The known errors that the page shows, redacted. */
  shown: readonly string[];
  /** The product that signs users in there, if host or path reveal it: `Okta`. */
  idp?: string | undefined;
  /**
   * The URL and the one that the response redirects to, with redacted paths and only parameters
   * that are known to hold no secret, for `sanitizedHar`. Never shown.
   */
  url: string;
  redirect: string | null;
  /** The origin of the page that made the request, and its URL like the others; null if unknown. */
  from: string | null;
  referrer: string | null;
  /** The scopes in the form that was posted, redacted; null if it names none. Never shown. */
  posted: readonly string[] | null;
}

/** One thing that a file is about: an attempt to connect, an app's settings, an app in a table. */
export interface Found {
  kind: FoundKind;
  input: FoundInput;
  /** The lists that an app is registered with; null for everything else. */
  settings: AppSettings | null;
  /** When the app got them, as an audit trail writes it; absent if no file says so. */
  settingsAt?: string;
  /** The app's name in the file; null if it has none. */
  app: string | null;
  /** What the rows of a table say about the app; empty for everything else. */
  records: readonly TableRecord[];
  /**
   * Each token of an app, so that one of several tables counts once: `TokenRow[]` as JSON. Only the
   * workers read it. A page has a `Blob` of it, because it would copy a text of 300,000 tokens in one long
   * task. Absent for everything else.
   */
  tokens?: string | Blob;
  /** The recorded steps of a connection, in order; absent if the file is no trace. */
  timeline?: readonly TimelineStep[];
  /** Whether the provider refused the same app and account once more later in the trace; absent if it did not. */
  isOutdated?: true;
  /** Who asks an admin for the app and why, in their words; absent for everything else. */
  asked?: Asked;
}

/** An opened file. `found` is empty if nothing in it is about an authorization. */
export interface OpenedFile {
  format: FileFormat;
  found: readonly Found[];
  /**
   * The failed sign-ins of people on the provider's login page, which concern no app; one of them may still
   * belong to an attempt. Absent if there are none.
   */
  signIns?: readonly Found[];
  receipt: Receipt;
  /** What a table is about, even if nothing was found in it; absent for anything else. */
  table?: TableKind;
  /** What a binary file is; absent for anything else. */
  binary?: BinaryKind;
  /** What a file of this extension is; absent for anything else. */
  own?: OwnKind;
}
