import type { Finding } from '@/providers/contract/finding';
import { findingSteps, findingText, type Links } from '@/utils/diagnosis/finding-text';
import { tById } from '@/utils/text/text';
import { InlineMarkup } from '../../controls/InlineMarkup';
import { ConfidenceLabel, SeverityLabel } from '../../findings/FindingCard';

/** Prints all of each finding, because nothing can be opened on paper. It is not there on a screen. */
export function FindingsInFull({ findings, links }: { findings: readonly Finding[]; links: Links }) {
  return (
    <section class="sr-full">
      {findings.map((finding) => (
        <article key={[finding.id, ...finding.scopes].join(' ')} class="sr-full__finding">
          <p class="sr-full__head">
            <SeverityLabel severity={finding.severity} />
            <strong>{findingText(finding, 'title')}</strong>
            <ConfidenceLabel confidence={finding.confidence} />
          </p>
          <p dir="auto">{findingText(finding, 'text')}</p>
          {finding.scopes.length > 0 && <p class="sr-code">{finding.scopes.join(', ')}</p>}
          <ol>
            {findingSteps(finding).map(({ actor, text, note }) => (
              <li key={text}>
                <strong>{tById('actor', actor)}: </strong>
                <InlineMarkup text={text} links={links} /> {note && <InlineMarkup text={note} links={links} />}
              </li>
            ))}
          </ol>
        </article>
      ))}
    </section>
  );
}
