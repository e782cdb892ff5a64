/** The results of `npm run review`, before they are printed. */
import type { AuthorizationRequest } from '@/providers/contract/request';
import type { AppSettings } from '@/providers/contract/settings';
import type { TableRecord } from '@/providers/contract/table';
import type { SettingsCheck } from '@/utils/apps/types';
import type { FoundKind, Receipt } from '@/utils/files/types';
import type { Drift } from '@/utils/review/drift';
import type { Review } from '@/utils/review/types';

/** The JSON output. Pipelines depend on its keys, so they keep their names. */
export interface Line {
  provider: string | null;
  place: string | null;
  app: string | null;
  /**
   * How the app was recognized. A name on the page or a set of scopes is only a heuristic match.
   */
  matchedBy: string | null;
  clientId: string | null;
  redirectHost: string | null;
  account: string | null;
  editable: boolean;
  readOnlyReason: string | null;
  scopes: Pick<
    Review['scopes'][number],
    'id' | 'requirement' | 'provenance' | 'access' | 'known' | 'locked' | 'label' | 'tags' | 'parameters'
  >[];
  findings: Pick<Review['findings'][number], 'id' | 'severity' | 'confidence' | 'actor'>[];
  /** What was read; null if nothing was. */
  kind: FoundKind | null;
  /** The lists of an app's settings; null for everything else. */
  registered: Pick<AppSettings, 'required' | 'conditionallyRequired' | 'optional' | 'redirectUrls'> | null;
  /** The name of the file, as it was given; null for arguments and standard input. */
  file: string | null;
  /** How many values were taken out of the file, by kind. */
  removed: Receipt['removed'];
  /** How many entries or rows of the file could not be read. */
  notUnderstood: number;
  /** Whether the file ends in the middle, or is longer than what is read. */
  incomplete: boolean;
  /** What the rows of a table say about the app; empty for everything else. */
  records: readonly TableRecord[];
  /** The provider's rules about the app, by its own names; empty if the file has none. */
  policies: AppSettings['policies'];
  /**
   * Only with --compare and --baseline: how the scopes differ; null if the earlier results lack the
   * app.
   */
  drift?: Drift | null;
  /**
   * How the request differs from the settings of its app; absent if no input has those. Each has the
   * ID of the error that it gives, or null.
   */
  mismatches?: Pick<SettingsCheck['mismatches'][number], 'kind' | 'severity' | 'confidence' | 'scopes' | 'urls' | 'error'>[];
  /** Only with --keep: the request with these scopes, or null if it can't be edited. */
  url?: string | null;
}

/**
 * One result, in the form for scripts and in the form for people. `review` is null if nothing was
 * read.
 */
export interface ReviewedInput {
  line: Line;
  review: Review | null;
  settings: AppSettings | null;
  request: AuthorizationRequest | null;
}
