import { initial, shortDay } from '../review/words';

/** How a row of the popup's lists begins: whose it is, and since when. `at`: milliseconds since the epoch. */
export function ListItemHeader({ app, name, at }: { app: string; name: string; at: number }) {
  return (
    <>
      <span class="sr-tile sr-tile--small" aria-hidden="true">
        {initial(app)}
      </span>
      <span class="sr-recent__name" dir="auto">
        {name}
      </span>
      <span class="sr-recent__when">{shortDay(at)}</span>
    </>
  );
}
