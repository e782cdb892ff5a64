import { t, tById } from '@/utils/text/text';

/** What each view can open. */
const kinds = {
  review: ['requests', 'errors', 'traces', 'settings', 'tables', 'more'],
  diagnose: ['errors', 'traces', 'tables', 'responses'],
} as const;

/** Says what can be opened and where to get it, as long as nothing is. */
export function WhatToOpen({ view }: { view: keyof typeof kinds }) {
  return (
    <section class="sr-what" aria-labelledby="what-to-open">
      <h2 class="sr-heading" id="what-to-open">
        {t('workbench_what')}
      </h2>
      <dl class="sr-lines">
        {kinds[view].map((kind) => (
          <>
            <dt>{tById('workbench_what', kind)}</dt>
            <dd>{tById('workbench_what_from', kind)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
