import type { Finding } from '@/providers/contract/finding';
import { findingSteps, type Links } from '@/utils/diagnosis/finding-text';
import { tById } from '@/utils/text/text';
import { InlineMarkup } from '../controls/InlineMarkup';

/**
 * Lists what to do, numbered. Steps of somebody other than the finding's actor begin with who has
 * to do them.
 */
export function Steps({ finding, links }: { finding: Finding; links: Links }) {
  const steps = findingSteps(finding);
  if (steps.length === 0) return null;
  return (
    <ol class="sr-steps">
      {steps.map((step) => (
        <li key={step.text}>
          <div>
            <p>
              {step.actor !== finding.actor && <strong>{tById('actor', step.actor)}: </strong>}
              <InlineMarkup text={step.text} links={links} />
            </p>
            {step.note && (
              <p class="sr-steps__note">
                <InlineMarkup text={step.note} links={links} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
