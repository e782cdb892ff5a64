/** Says what connects the rows of a login history with an attempt, or why no row belongs to it. */
import { listText, t, tById, tPlural } from '@/utils/text/text';
import { tableTimeText } from './table-time';

/**
 * What a row and an attempt both have and agree in. Each has a text `workbench_login_<criterion>`.
 */
export type LoginCriterion = 'account' | 'app' | 'error';

/** What is known of a row beside an attempt. */
export interface LoginFacts {
  /** The error of the row, as the table writes it. */
  event: string;
  /** The time of the row, as the table writes it. */
  time: string;
  /** How far the row is from the attempt, in seconds; 0 if it is within its steps. */
  secondsApart: number;
  /** Whether the table does not say its zone, so that only minutes and seconds could be compared. */
  isZoneUnknown: boolean;
  /** What agrees besides the time. */
  same: readonly LoginCriterion[];
  /** Whether all three agree, and with no other attempt. Otherwise the row may belong to it. */
  isCertain: boolean;
}

/**
 * Why no row was joined: the tables have no rows, the trace has no times, no row has one that can be
 * read, none is near, or what differs or is not known of the nearest row. Each has a text
 * `workbench_login_none_<reason>`.
 */
export type NoLoginReason = 'no-rows' | 'trace-time' | 'row-time' | 'time' | LoginCriterion | 'unknown';

/** Why no row of the opened login histories was joined with an attempt. */
export interface NoLogin {
  reason: NoLoginReason;
  /** The row that is nearest in time; null if no time can be compared. */
  nearest: { event: string; time: string; app: string | null; account: string | null; secondsApart: number } | null;
}

/** Returns what connects a row with an attempt, in one line. */
export function loginText({ secondsApart, isZoneUnknown, same, isCertain }: LoginFacts): string {
  const facts = [
    ...same.map((criterion) => tById('workbench_login', criterion)),
    secondsApart === 0 ? t('workbench_login_within') : tPlural('workbench_login_apart', secondsApart),
    ...(isZoneUnknown ? [t('workbench_login_zone')] : []),
  ];
  return `${t(isCertain ? 'workbench_login_belongs' : 'workbench_login_may_belong')} ${listText(facts)}`;
}

const HALF_HOUR = 1_800;

/** Returns why no row was joined, in one line. */
export function noLoginText({ reason, nearest }: NoLogin): string {
  if (!nearest) return tById('workbench_login_none', reason);
  const { event, time, app, account, secondsApart } = nearest;
  const differs: Readonly<Record<string, string | null>> = { account, app, error: event };
  const text = tById('workbench_login_none', reason, '', tableTimeText(time), differs[reason] ?? spanText(secondsApart));
  const rest = secondsApart % HALF_HOUR;
  const isZone = secondsApart > HALF_HOUR && secondsApart < 15 * 3_600 && Math.min(rest, HALF_HOUR - rest) <= 60;
  return reason === 'time' && isZone ? `${text} ${t('workbench_login_none_zone')}` : text;
}

/** Names a span of time by its largest unit: `8 hours`. */
function spanText(seconds: number): string {
  if (seconds < 3_600) return tPlural('workbench_login_minutes', Math.max(1, Math.round(seconds / 60)));
  return seconds < 172_800
    ? tPlural('workbench_login_hours', Math.round(seconds / 3_600))
    : tPlural('workbench_login_days', Math.round(seconds / 86_400));
}
