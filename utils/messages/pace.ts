/**
 * Limits the work that the messages of a content script cause, because a page could send any number
 * of them. What is kept here is lost when the worker stops, which is harmless.
 */

/** So many messages of one kind are handled without a pause; after that, one in `INTERVAL_MS`. */
const BURST = 20;
const INTERVAL_MS = 100;
/** A message whose handler takes longer than this holds up no other one. */
const PATIENCE_MS = 5_000;

/** The messages of one kind. */
interface Line {
  /** The turn of the message that is handled, or that was handled just before; null in a pause. */
  turn: object | null;
  /** The newest message that waits; null if none does. */
  next: { begin(): void; refuse(reason: Error): void } | null;
  /** When a whole burst may come again, as a time of `performance.now`. */
  fullAt: number;
}

const lines = new Map<string, Line>();

/**
 * Handles the messages of one kind one after the other, in the pace of the limits. Of those that come
 * meanwhile, only the newest is handled, and the others reject. A content script sends a text of its
 * page only after the answer to the one before, so it loses none, and a page that changes all the
 * time ends with its last text. `kind`: the message's name and its tab.
 */
export async function inTurn<Result>(kind: string, handle: () => Promise<Result>): Promise<Result> {
  const line = lines.get(kind) ?? { turn: null, next: null, fullAt: 0 };
  lines.set(kind, line);
  line.next?.refuse(new Error('message refused: a newer one has come'));
  line.next = null;
  if (line.turn)
    await new Promise<void>((begin, refuse) => {
      line.next = { begin, refuse };
    });
  const turn = {};
  line.turn = turn;
  line.fullAt = Math.max(line.fullAt, performance.now()) + INTERVAL_MS;
  const end = () => line.turn === turn && beginNext(line);
  const patience = setTimeout(end, PATIENCE_MS);
  try {
    return await handle();
  } finally {
    clearTimeout(patience);
    const pause = line.fullAt - BURST * INTERVAL_MS - performance.now();
    if (pause > 0) setTimeout(end, pause);
    else end();
  }
}

function beginNext(line: Line): void {
  line.turn = null;
  line.next?.begin();
  line.next = null;
}
