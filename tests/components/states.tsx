/**
 * Every face and state of panel and popup, by name; each function draws one. Some of the reviews
 * contain texts, so a test that serves another locale imports this file after that.
 */
import type { ComponentProps } from 'preact';
import { ClosedWindow } from '@/components/popup/ClosedWindow';
import { Paste } from '@/components/popup/Paste';
import { PastedList } from '@/components/popup/PastedList';
import { PermissionPrompt } from '@/components/popup/PermissionPrompt';
import { PopupHome } from '@/components/popup/PopupHome';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { ErrorState } from '@/components/review/ErrorState';
import { Skeleton } from '@/components/review/Skeleton';
import type { Review } from '@/utils/review/types';
import { t } from '@/utils/text/text';
import * as diagnoses from './diagnosis-samples';
import { draw, drawReview } from './draw';
import {
  appOverride,
  approval,
  asked,
  blocked,
  blockerFinding,
  clay,
  customProfiles,
  denied,
  history,
  huge,
  lastSelection,
  planFinding,
  readOnly,
  remembered,
  remembers,
  unknownApp,
  unlockable,
} from './samples';

const noCall = () => {};
const offer = { name: 'Acme', provider: 'HubSpot', required: 3, optional: 2, replaces: false, onAdd: noCall };
const both = { ...clay, findings: [blockerFinding, planFinding] };

const notStarted = { busy: null, done: [], failed: null };
const failedCheck = { ...notStarted, failed: { about: 'user', reason: 'refused' } } as const;
const answeredCheck = {
  ...notStarted,
  done: ['user', 'sign-in'],
  facts: {
    user: { username: 'ada@acme.example', integrationUser: true },
    signIn: { providers: ['acme.okta.com'], password: false },
  },
} as const;
const site = { host: 'acme.example', provider: 'Salesforce' };
const nothingOptional = clay.scopes.filter(({ locked }) => locked);

const idle = (more: Partial<ComponentProps<typeof PopupHome>> = {}) =>
  draw(
    <PopupHome
      items={remembers}
      available
      onForget={noCall}
      onForgetAll={noCall}
      offer={null}
      paste={<Paste onPaste={noCall} onFile={noCall} />}
      profiles={customProfiles}
      anything
      onSaveProfile={noCall}
      onDeleteProfile={noCall}
      {...more}
    />,
    true,
  );

/** Draws a review in which the first element that matches the selector was pressed. */
function drawPressed(review: Review, selector: string): void {
  drawReview(review);
  document.querySelector<HTMLElement>(selector)?.click();
}

/** The refusals, and the reviews of pasted errors. */
const failures: Record<string, Review> = {
  'refused for a known reason': diagnoses.sure,
  'refused without a reason': diagnoses.open,
  'refused without a reason, questions answered': diagnoses.withAnswers({ listed: 'uninstall', who: 'not-sure' }),
  'refused, and only the user can fix it': diagnoses.expired,
  'refused, and only the vendor can fix it': diagnoses.vendor,
  'an action that failed': diagnoses.action,
  denied: diagnoses.denied,
};

const chosenByUser = { ...clay, app: { ...clay.app, name: 'Acme', matchedBy: 'user', isCustom: true } } as const;

export const states: Record<string, () => void> = {
  panel: () => drawReview(both, { rememberedAt: remembered }),
  popup: () => drawReview(both, { surface: 'popup', rememberedAt: remembered }),
  'unknown app': () => drawReview(unknownApp),
  'corrected app with history': () => drawReview(chosenByUser, { appOverride: { ...appOverride, chosen: { profileId: 'acme' } }, history }),
  'corrected app with history, popup': () =>
    drawReview(chosenByUser, { surface: 'popup', appOverride: { ...appOverride, chosen: { profileId: null } }, history }),
  unlockable: () => drawReview(unlockable),
  'reduced, and Undo is off': () => drawReview({ ...denied, current: lastSelection }),
  'reduced, under a policy that asks': () => drawReview({ ...asked, current: lastSelection }),
  reduced: () => drawReview({ ...clay, current: lastSelection }, { storage: 'unavailable' }),
  'read-only': () => drawReview(readOnly('repeated-scope'), { storage: 'reset' }),
  approved: () => drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } }),
  'a policy denies a required scope': () => drawReview(blocked),
  'a policy denies an optional scope': () => drawReview(denied),
  'a policy asks, popup': () => drawReview(asked, { surface: 'popup' }),
  'no read-only selection': () => drawReview({ ...clay, notReadOnly: { changing: 7, unknown: 0 } }),
  'an approval that ended, and more is requested': () => drawReview({ ...clay, changes: null, approval }),
  'asking an admin': () => {
    drawPressed(clay, '.sr-more > button');
    document.querySelector<HTMLElement>('[role=menuitem]:nth-child(3)')?.click();
  },
  busy: () => drawReview(clay, { busy: true }),
  covered: () => drawReview(clay, { covered: true }),
  'long names': () => drawReview({ ...unknownApp, redirectHost: `${'subdomain.'.repeat(20)}example`, account: '9'.repeat(80) }),
  decide: () => drawReview({ ...clay, changes: null, presets: clay.presets.slice(1) }),
  'reconnect with new scopes': () => drawReview({ ...clay, selection: [...lastSelection, 'automation.sequences.enrollments.write'] }),
  'a row opened': () => drawPressed(clay, '.sr-row__open'),
  'the plan editor opened': () => drawPressed({ ...clay, changes: null }, '.sr-details [aria-expanded]'),
  'the menu opened': () => drawPressed(clay, '.sr-more > button'),
  'only what changes data': () => drawPressed(clay, '.sr-toggle'),
  'nothing optional': () =>
    drawReview({ ...clay, scopes: nothingOptional, presets: [], current: nothingOptional.map(({ id }) => id), changes: null }),
  'many scopes': () => drawReview(huge(107)),
  'disk full': () => drawReview(clay, { storage: 'full' }),
  'refused by the background': () => drawReview(clay, { refused: t('refused_not_stored') }),
  ...Object.fromEntries(
    Object.entries(failures).flatMap(([name, review]) => [
      [name, () => drawReview(review, { orgCheck: notStarted })],
      [`${name}, popup`, () => drawReview(review, { surface: 'popup', orgCheck: failedCheck })],
    ]),
  ),
  'the org answered': () => drawReview(diagnoses.open, { orgCheck: answeredCheck }),
  idle: () => idle(),
  'first run': () => idle({ items: [], profiles: [], anything: false }),
  'idle without storage': () => idle({ items: [], profiles: [], available: false }),
  'closed window': () =>
    idle({
      offer: (
        <ClosedWindow
          tabId={7}
          provider="Salesforce"
          isDenied={false}
          cause={`Clay: ${t('finding_salesforce_app_not_installed_title')}`}
          at={remembered}
          onOpen={noCall}
        />
      ),
    }),
  'closed window after a denial': () =>
    idle({
      offer: (
        <ClosedWindow
          tabId={7}
          provider="Salesforce"
          isDenied
          cause={`Clay: ${t('closed_denied_reason')}`}
          at={remembered}
          onOpen={noCall}
        />
      ),
    }),
  'permission prompt': () => idle({ offer: <PermissionPrompt {...site} reason="unlisted" refused onAllow={noCall} /> }),
  'site out of reach': () => idle({ offer: <PermissionPrompt {...site} reason="out-of-reach" refused={false} onAllow={noCall} /> }),
  'revoked permission': () => idle({ offer: <PermissionPrompt {...site} reason="revoked" refused onAllow={noCall} /> }),
  'profile offered': () =>
    draw(
      <main>
        <ProfileOffer {...offer} refused={t('refused_not_stored')} />
      </main>,
      true,
    ),
  'faulty profile': () =>
    draw(
      <main>
        <h1 class="sr-hidden">{t('extension_name')}</h1>
        <Paste given="{}" faults={[{ field: `required.${'x'.repeat(70)}`, fault: 'scope' }]} onPaste={noCall} onFile={noCall} />
      </main>,
      true,
    ),
  'pasted request': () =>
    drawReview(
      { ...readOnly('pasted'), presets: clay.presets, selection: lastSelection },
      { surface: 'popup', pasted: { hasRequest: true, url: 'https://app.clay.com/oauth/authorize' }, copied: 'review', history },
    ),
  'pasted list': () =>
    draw(
      <PastedList
        items={[
          { kind: 'failure', title: `Salesforce: ${'9'.repeat(80)}`, account: '9'.repeat(80), scopes: 0 },
          { kind: 'approval', title: '9', account: null, scopes: 18 },
        ]}
        more={3}
        last={1}
        onOpen={noCall}
      />,
      true,
    ),
  problem: () => draw(<ErrorState onRetry={noCall} />),
  skeleton: () => draw(<Skeleton />),
};
