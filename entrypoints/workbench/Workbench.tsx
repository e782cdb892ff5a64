import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Banner } from '@/components/controls/Banner';
import { Frame } from '@/components/workbench/Frame';
import { ViewGuard } from '@/components/workbench/ViewGuard';
import { dismissLoss, hasLostData } from '@/utils/storage/database';
import { tellPolicyChange } from '@/utils/storage/policy-signal';
import { t, tById } from '@/utils/text/text';
import { usePolicySignal } from './policy/use-policy-signal';
import { linkTo, useRoute } from './route';
import { useCounts } from './use-counts';
import { useSession } from './use-session';
import { views } from './views';

/**
 * The page for admins and support staff. What they open stays in the page while they change views.
 */
export function Workbench({ isPrivate }: { isPrivate: boolean }) {
  const route = useRoute();
  const session = useSession();
  const counts = useCounts(route.view, isPrivate);
  const shown = views.find(({ id }) => id === route.view) ?? views[0];
  const title = tById('workbench_title', shown.id);
  useEffect(() => {
    document.title = t('workbench_page_title', title);
  }, [title]);
  useTitleFocus(route.view);
  const { View } = shown;
  return (
    <Frame
      items={views.map(({ id, icon }) => ({ id, icon, title: tById('workbench_title', id), href: linkTo(id), count: counts[id] }))}
      current={shown.id}
      isPrivate={isPrivate}
    >
      {!isPrivate && <LossNotice />}
      <ViewGuard key={shown.id}>
        <View path={route.path} session={session} isPrivate={isPrivate} />
      </ViewGuard>
    </Frame>
  );
}

/** Says above every view that the browser discarded what was stored, until the user dismisses it. */
function LossNotice() {
  const [isLost, setLost] = useState(false);
  usePolicySignal(useCallback(async () => setLost(await hasLostData()), []));
  const dismiss = async () => {
    // The button that has the focus disappears with the notice.
    document.querySelector<HTMLElement>('h1')?.focus();
    await dismissLoss();
    await tellPolicyChange();
  };
  return (
    isLost && (
      <Banner icon="warning" text={t('workbench_lost')}>
        <button type="button" class="sr-link" onClick={() => void dismiss()}>
          {t('workbench_lost_dismiss')}
        </button>
      </Banner>
    )
  );
}

/** Moves the focus to the title of a view that the user went to, because its link may be gone. */
function useTitleFocus(view: string): void {
  const last = useRef(view);
  useEffect(() => {
    if (last.current !== view) document.querySelector<HTMLElement>('h1')?.focus();
    last.current = view;
  }, [view]);
}
