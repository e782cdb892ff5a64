import { useState } from 'preact/hooks';
import type { Finding } from '@/providers/contract/finding';
import { findingSteps, type Links } from '@/utils/diagnosis/finding-text';
import { t } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';
import { useActorNames } from '../findings/actor-name';

/** More steps than this leave no room for their notes on the first screen of the panel. */
const MAX_STEPS_WITH_NOTES = 4;

/**
 * Lists what to do, numbered. Steps of somebody other than the finding's actor begin with who has
 * to do them. The notes of a long list are one click away. `alternatives`: texts of further steps
 * for the user, any one of which may be enough, so that none has a number.
 */
export function Steps({ finding, links, alternatives }: { finding: Finding; links: Links; alternatives?: readonly string[] }) {
  const { name } = useActorNames();
  const List = alternatives ? 'ul' : 'ol';
  const steps = [...findingSteps(finding), ...(alternatives ?? []).map((text) => ({ actor: finding.actor, text, note: null }))];
  const canFold = steps.length > MAX_STEPS_WITH_NOTES && steps.some(({ note }) => note);
  const [notesShown, setNotesShown] = useState(!canFold);
  if (steps.length === 0) return null;
  return (
    <>
      <List class="sr-steps">
        {steps.map((step) => (
          <li key={step.text}>
            <div>
              <p>
                {step.actor !== finding.actor && <strong>{name(step.actor)}: </strong>}
                <InlineMarkup text={step.text} links={links} />
              </p>
              {step.note && notesShown && (
                <p class="sr-steps__note">
                  <InlineMarkup text={step.note} links={links} />
                </p>
              )}
            </div>
          </li>
        ))}
      </List>
      {canFold && (
        <button type="button" class="sr-link sr-steps__toggle" aria-expanded={notesShown} onClick={() => setNotesShown(!notesShown)}>
          {t(notesShown ? 'steps_hide_notes' : 'steps_show_notes')}
        </button>
      )}
    </>
  );
}
