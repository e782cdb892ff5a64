/** What the other opened files say about a case: login rows, requests that a token response answers, the app's settings. */
import type { ComponentProps } from 'preact';
import { appOnProvider } from '@/components/review/format';
import type { GrantedLine } from '@/components/workbench/diagnose/GrantedCard';
import type { LoginRows } from '@/components/workbench/diagnose/LoginRows';
import { resultOf } from '@/components/workbench/settings/CheckResult';
import { checkSettings } from '@/utils/apps/check-settings';
import { settingsFor } from '@/utils/apps/pairs';
import { grantedAgainst, lackFinding, lackMessage } from '@/utils/files/granted';
import { type JoinedLogin, loginsOf, whyNoLogin } from '@/utils/files/join-logins';
import { joinableIn, reviewInputOf } from '@/utils/files/open';
import type { Found } from '@/utils/files/types';
import { buildReview } from '@/utils/review/build-review';
import type { Steps } from '@/utils/text/steps';
import { t } from '@/utils/text/text';
import { linkTo } from '../route';
import { openedChoices } from '../settings/choices';
import type { OpenedItem } from '../use-session';
import { type Case, linkToCase } from './cases';

/** What else was opened says about a case. */
export interface Beside {
  /** The rows of login histories that belong or may belong to it. */
  joined: readonly JoinedLogin[];
  /** The same, as they are listed; null without a login history. */
  logins: ComponentProps<typeof LoginRows> | null;
  /** The requests that a token response can answer. */
  compared: readonly GrantedLine[];
  /** The link to the comparison with the app's settings, which says the result if they are open; null without a request. */
  settings: { href: string; text: string } | null;
}

/** Returns what else was opened says about a case. `cases`: all of the session. */
export function* besideOf({ item, index, found }: Case, cases: readonly Case[], items: readonly OpenedItem[]): Steps<Beside> {
  const all = items.flatMap(({ opened }) => (opened ? joinableIn(opened) : []));
  const none = { joined: [], logins: null, compared: [], settings: null };
  if (found.kind === 'token-response') return { ...none, compared: yield* grantedLines(found, items) };
  const settings = yield* settingsLine(`${item.id}.${index}`, items);
  if (!found.timeline) return { ...none, settings };
  const joined = yield* loginsOf(found, all);
  const rows = joined.map(({ found: row, ...login }) => {
    const target = cases.find((one) => one.found === row);
    return { ...login, id: `${login.time} ${login.event}`, href: target ? linkToCase(target) : null };
  });
  const hasTable = items.some(({ opened }) => opened?.table === 'login-history');
  if (!hasTable) return { ...none, joined, settings };
  const why = rows.length > 0 ? null : ((yield* whyNoLogin(found, all)) ?? { reason: 'no-rows' as const, nearest: null });
  return { joined, logins: { rows, none: why }, compared: [], settings };
}

function* settingsLine(key: string, items: readonly OpenedItem[]): Steps<Beside['settings']> {
  const { opened, requests } = yield* openedChoices(items);
  const one = requests.find((request) => request.key === key);
  if (!one) return null;
  const own = settingsFor(one.request, opened);
  const check = own && checkSettings(own.owner, own.settings, one.request);
  if (!check) return { href: linkTo('settings', '', key), text: t('workbench_diagnose_settings') };
  return { href: linkTo('settings', own.key, key), text: t('workbench_diagnose_settings_open', own.name, resultOf(check)) };
}

function* grantedLines(response: Found, items: readonly OpenedItem[]): Steps<GrantedLine[]> {
  const all = items.flatMap(({ name, opened }) => (opened?.found ?? []).map((found) => ({ name, found })));
  const files = new Map(all.map(({ name, found }) => [found, name]));
  const lines: GrantedLine[] = [];
  for (const { request, ...lists } of yield* grantedAgainst(response, [...files.keys()])) {
    const read = reviewInputOf(request.input);
    const asked = read && buildReview(read);
    const lacking = new Set(lists.missing);
    const losses = asked?.scopes.flatMap(({ id, impactIfDropped }) => (lacking.has(id) && impactIfDropped) || []) ?? [];
    const app = asked ? appOnProvider(asked) : request.input.request.provider;
    const lack = { finding: lackFinding(lists.missing), losses: [...new Set(losses)], message: lackMessage(app, lists) };
    const file = files.get(request) ?? t('workbench_pasted');
    lines.push({
      id: String(lines.length),
      app,
      file,
      ...lists,
      lack: lists.missing.length > 0 ? lack : null,
    });
    yield;
  }
  return lines;
}
