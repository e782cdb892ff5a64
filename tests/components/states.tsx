/** The main states of panel and popup, by name; each function draws one. */
import { Paste } from '@/components/popup/Paste';
import { PastedList } from '@/components/popup/PastedList';
import { PopupHome } from '@/components/popup/PopupHome';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { ErrorState } from '@/components/review/ErrorState';
import { Skeleton } from '@/components/review/Skeleton';
import { t } from '@/utils/text/text';
import { draw, drawReview } from './draw';
import {
  appOverride,
  blockerFinding,
  clay,
  customProfiles,
  history,
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

const chosenByUser = { ...clay, app: { ...clay.app, name: 'Acme', matchedBy: 'user', isCustom: true } } as const;

export const states: Record<string, () => void> = {
  panel: () => drawReview(both, { rememberedAt: remembered }),
  popup: () => drawReview(both, { surface: 'popup', rememberedAt: remembered }),
  'unknown app': () => drawReview(unknownApp),
  'corrected app with history': () => drawReview(chosenByUser, { appOverride: { ...appOverride, chosen: { profileId: 'acme' } }, history }),
  'corrected app with history, popup': () =>
    drawReview(chosenByUser, { surface: 'popup', appOverride: { ...appOverride, chosen: { profileId: null } }, history }),
  unlockable: () => drawReview(unlockable),
  reduced: () => drawReview({ ...clay, current: lastSelection }, { storage: 'unavailable' }),
  'read-only': () => drawReview(readOnly('repeated-scope'), { storage: 'reset' }),
  approved: () => drawReview({ ...readOnly('already-answered'), outcome: { kind: 'code' } }),
  'no read-only selection': () => drawReview({ ...clay, notReadOnly: { changing: 7, unknown: 0 } }),
  busy: () => drawReview(clay, { busy: true }),
  covered: () => drawReview(clay, { covered: true }),
  'long names': () => drawReview({ ...unknownApp, redirectHost: `${'subdomain.'.repeat(20)}example`, account: '9'.repeat(80) }),
  idle: () =>
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
      />,
      true,
    ),
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
