import { t, tById } from '@/utils/text/text';

const kinds = ['requests', 'errors', 'traces', 'settings', 'tables', 'more'] as const;

/** Says what can be opened and where to get it, as long as nothing is. */
export function WhatToOpen() {
  return (
    <section class="sr-what" aria-labelledby="what-to-open">
      <h2 class="sr-heading" id="what-to-open">
        {t('workbench_what')}
      </h2>
      <dl class="sr-lines">
        {kinds.map((kind) => (
          <>
            <dt>{tById('workbench_what', kind)}</dt>
            <dd>{tById('workbench_what_from', kind)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}
