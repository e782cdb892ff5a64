import { text } from '@/utils/text';
import { Top } from './Top';

/** Rows at their real height; CSS shows them only after 300 ms. */
export function Skeleton() {
  return (
    <div class="sr-sheet sr-skeleton" role="status" aria-label={text('review_loading')}>
      <Top />
      <main>
        {[72, 56, 64, 48, 60].map((width) => (
          <div key={width} class="sr-row" aria-hidden="true">
            <span class="sr-bone sr-skeleton__box" />
            <span>
              <span class="sr-bone" style={{ width: `${width}%` }} />
              <span class="sr-bone sr-skeleton__id" />
            </span>
          </div>
        ))}
      </main>
    </div>
  );
}
