import { calendarDay } from '@/utils/text/time';
import { initial } from '../review/format';

/**
 * Begins a row of the popup's lists with the app's tile, its name, and the day it was saved. `at`
 * is in milliseconds since the epoch.
 */
export function ListItemHeader({ app, name, at }: { app: string; name: string; at: number }) {
  return (
    <>
      <span class="sr-tile sr-tile--small" aria-hidden="true">
        {initial(app)}
      </span>
      <span class="sr-recent__name" dir="auto">
        {name}
      </span>
      <span class="sr-recent__when">{calendarDay(at)}</span>
    </>
  );
}
