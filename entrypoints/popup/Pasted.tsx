import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Header } from '@/components/controls/Header';
import { OwnerChoice } from '@/components/diagnosis/OwnerChoice';
import { BackButton } from '@/components/popup/BackButton';
import { Paste } from '@/components/popup/Paste';
import { PastedList } from '@/components/popup/PastedList';
import { ProfileOffer } from '@/components/popup/ProfileOffer';
import { Notice } from '@/components/review/Lead';
import { sendMessage } from '@/utils/messages/client';
import { MAX_PASTED_LENGTH } from '@/utils/text/input-limit';
import { sizeText } from '@/utils/text/size';
import { t, tById } from '@/utils/text/text';
import { ReviewApp } from '../app/ReviewApp';
import { SitePermission } from './SitePermission';
import { usePasted } from './use-pasted';

interface Props {
  tabId: number;
  given: string;
  onBack: () => void;
  /** Called instead of `onBack` once the pasted profile was added. */
  onAdded: () => void;
  onPaste: (text: string) => void;
  onFile: (file: File) => void;
}

/** Shows a pasted text. If it has several requests and errors, they are listed, and *Back* returns to the list. */
export function Pasted({ given, onBack, ...props }: Props) {
  const [chosen, setChosen] = useState<{ index: number | null; last: number | null }>({ index: null, last: null });
  const { index, last } = chosen;
  useEffect(() => setChosen({ index: null, last: null }), [given]);
  const toList = useCallback(() => setChosen({ index: null, last: index }), [index]);
  return (
    <Part
      key={index}
      {...props}
      given={given}
      index={index}
      last={last}
      onBack={index === null ? onBack : toList}
      onOpen={(next) => setChosen({ index: next, last: null })}
    />
  );
}

interface PartProps extends Props {
  /** Which of several requests and errors is shown; null for all of the text. */
  index: number | null;
  /** The one from which the user comes back to the list. */
  last: number | null;
  onOpen: (index: number) => void;
}

/**
 * Shows what a pasted text turned out to be: a review, a list of them, an app profile to add, or a
 * text that could not be read, which returns to the field with the reason.
 */
function Part({ tabId, given, index, last, onBack, onAdded, onOpen, ...paste }: PartProps) {
  const tab = usePasted(tabId, given, index);
  const [refused, setRefused] = useState<string | null>(null);
  const { response } = tab;
  useEffect(() => setRefused(null), [given]);
  // The user hears the result at once. Later answers change it, but keep the focus where it is.
  const result = useRef<HTMLDivElement>(null);
  const isReview = response?.state === 'review';
  useEffect(() => {
    if (!isReview) return;
    const heading = (selector: string) => result.current?.querySelector<HTMLElement>(selector);
    (heading('.sr-why__title') ?? heading('h1'))?.focus();
  }, [isReview, given]);
  const add = async () => {
    const added = await sendMessage('importProfile', { tabId, text: given }).catch(() => null);
    if (added?.ok) onAdded();
    else setRefused(added ? tById('storage', added.reason) : tById('refused', 'failed'));
  };
  const back = (
    <>
      <BackButton onBack={onBack} />
      {given.length > MAX_PASTED_LENGTH && (
        <aside class="sr-idle">
          <Notice icon="warning" text={t('read_up_to', sizeText(MAX_PASTED_LENGTH))} />
        </aside>
      )}
    </>
  );
  if (response === null || response.state === 'none' || response.state === 'review')
    return (
      <div class="sr-pasted-review" ref={result}>
        {back}
        {response?.state === 'review' && response.offer && <SitePermission site={response.offer} onAllowed={tab.reload} />}
        <ReviewApp surface="popup" tab={tab} />
      </div>
    );
  if (response.state === 'list')
    return (
      <div class="sr-sheet sr-sheet--popup">
        <Header />
        {back}
        <PastedList items={response.items} more={response.more} last={last} onOpen={onOpen} />
      </div>
    );
  return (
    <div class="sr-sheet sr-sheet--popup">
      <Header />
      {back}
      <main class="sr-section">
        {response.state === 'profile' ? (
          <ProfileOffer {...response} refused={refused} onAdd={() => void add()} />
        ) : (
          <>
            <h1 class="sr-hidden">{t('idle_paste_title')}</h1>
            <Paste
              focused
              given={given}
              problem={response.state === 'unreadable' ? response.reason : null}
              faults={response.state === 'faulty-profile' ? response.faults : []}
              {...paste}
            />
            {response.state === 'unreadable' && response.choices.length > 0 && (
              <OwnerChoice choices={response.choices} chosen={null} onChoose={(provider) => tab.chooseProvider?.(provider)} />
            )}
          </>
        )}
      </main>
    </div>
  );
}
