/** A review, top to bottom. The same in panel and popup; the popup folds what is long. */
import type { Catalogue, ScopeId } from '@/providers/types';
import type { StorageState } from '@/utils/review/of-tab';
import type { Review } from '@/utils/review/types';
import { text, textById } from '@/utils/text';
import { Findings } from '../findings/Findings';
import { ActionBar } from './ActionBar';
import { Banner } from './Banner';
import { Notes } from './Notes';
import { PlanEditor } from './PlanEditor';
import { ScopeList } from './ScopeList';
import { Subject, Verdict } from './Subject';
import { Top } from './Top';
import { day, splitOf } from './words';

export interface ReviewViewProps {
  review: Review;
  surface: 'panel' | 'popup';
  selection: ReadonlySet<ScopeId>;
  storage: StorageState;
  /** When the remembered selection was kept, milliseconds since the epoch. */
  rememberedAt: number | null;
  /** As stated for this account. */
  plans: Readonly<Record<string, string>> | null;
  planChoices: Catalogue['plans'];
  busy: boolean;
  /** The person's last click was not taken: something lies over the panel. */
  covered: boolean;
  /** Why the last click changed nothing, in words. */
  refused: string | null;
  onSelect(ids: ReadonlySet<ScopeId>): void;
  onUnlock(id: ScopeId): void;
  onContinue(choice: { remember: boolean }): void;
  onRestore(): void;
  onForget(): void;
  onPlans(plans: Record<string, string> | null): void;
  onCollapse?(): void;
}

export function ReviewView(props: ReviewViewProps) {
  const { review, surface, selection, storage, plans, planChoices, busy } = props;
  const popup = surface === 'popup';
  const split = splitOf(review, selection);
  const gated = review.scopes.some((scope) => scope.plans.length > 0);
  return (
    <div class={popup ? 'sr-sheet sr-sheet--popup' : 'sr-sheet'}>
      <Top {...(props.onCollapse ? { onCollapse: props.onCollapse } : {})} />
      <main>
        <Subject review={review} brief={popup} />
        <Verdict review={review} split={split} named={!popup} />
        <Banners {...props} />
        <Findings findings={review.findings} folded={popup} />
        <div class="sr-section sr-notes">
          <Notes review={review} />
          {gated && <PlanEditor choices={planChoices} plans={plans} onPlans={props.onPlans} />}
        </div>
        <ScopeList review={review} selection={selection} folded={popup} onSelect={props.onSelect} onUnlock={props.onUnlock} />
      </main>
      <ActionBar
        review={review}
        split={split}
        surface={surface}
        notRemembered={storage === 'ok' || storage === 'reset' ? null : textById('storage', storage)}
        busy={busy}
        onContinue={props.onContinue}
        onRestore={props.onRestore}
      />
    </div>
  );
}

function Banners({ review, storage, rememberedAt, covered, refused, onForget }: ReviewViewProps) {
  const banners = [
    covered && <Banner key="covered" icon="warning" text={text('banner_covered')} />,
    refused && <Banner key="refused" icon="warning" text={refused} />,
    review.readOnlyReason && (
      <Banner key="read-only" icon="lock" text={text('banner_read_only', textById('readonly', review.readOnlyReason))} />
    ),
    storage === 'reset' && <Banner key="reset" icon="history" text={text('banner_storage_reset')} />,
    review.editable && rememberedAt !== null && (
      <Banner key="remembered" icon="history" text={text('banner_remembered', day(rememberedAt))}>
        <button type="button" class="sr-link" onClick={onForget}>
          {text('banner_forget')}
        </button>
      </Banner>
    ),
  ].filter(Boolean);
  return banners.length ? <div class="sr-section sr-banners">{banners}</div> : null;
}
