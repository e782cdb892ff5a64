/**
 * Limits the work that the messages of a content script cause, because a page could send any number
 * of them. What is kept here is lost when the worker stops, which is harmless.
 */

/** This many messages of one kind are handled without a pause; after that, one per `INTERVAL_MS`. */
const BURST = 20;
const INTERVAL_MS = 100;
/**
 * This many of one kind may come at once, and then one per `FLOOD_INTERVAL_MS`. A content script
 * sends fewer than 34 a second, so more of them come from a page that took it over.
 */
const FLOOD = 200;
const FLOOD_INTERVAL_MS = 20;
/** A message whose handler takes longer than this holds up no other one. */
const PATIENCE_MS = 5_000;

/** The messages of one kind. Times are those of `performance.now`. */
interface Line {
  /** The turn of the message that is handled, or that was handled just before; null in a pause. */
  turn: object | null;
  /** The newest message that waits; null if none does. */
  next: { begin(): void; refuse(reason: Error): void } | null;
  /** When a whole burst may be handled again. */
  restedAt: number;
  /** When a whole flood may come again. */
  calmAt: number;
}

const lines = new Map<string, Line>();

/**
 * Handles the messages of one kind one after the other, in the pace of the limits. Of those that come
 * meanwhile, only the newest is handled, and the others reject. A content script sends a text of its
 * page only after the answer to the one before, so it loses none, and a page that changes all the
 * time ends with its last text. Returns undefined for a message of a flood, because even a refusal
 * would take several times as long as the browser needs to deliver it. `kind`: the message's name
 * and its tab.
 */
export function inTurn<Result>(kind: string, handle: () => Promise<Result>): Promise<Result> | undefined {
  const line = lines.get(kind) ?? { turn: null, next: null, restedAt: 0, calmAt: 0 };
  lines.set(kind, line);
  const now = performance.now();
  const calmAt = Math.max(line.calmAt, now) + FLOOD_INTERVAL_MS;
  if (calmAt - now > FLOOD * FLOOD_INTERVAL_MS) return undefined;
  line.calmAt = calmAt;
  return takeTurn(line, handle);
}

async function takeTurn<Result>(line: Line, handle: () => Promise<Result>): Promise<Result> {
  line.next?.refuse(new Error('message outdated'));
  line.next = null;
  if (line.turn)
    await new Promise<void>((begin, refuse) => {
      line.next = { begin, refuse };
    });
  const turn = {};
  line.turn = turn;
  line.restedAt = Math.max(line.restedAt, performance.now()) + INTERVAL_MS;
  const end = () => line.turn === turn && beginNext(line);
  const patience = setTimeout(end, PATIENCE_MS);
  try {
    return await handle();
  } finally {
    clearTimeout(patience);
    const pause = line.restedAt - BURST * INTERVAL_MS - performance.now();
    if (pause > 0) setTimeout(end, pause);
    else end();
  }
}

function beginNext(line: Line): void {
  line.turn = null;
  line.next?.begin();
  line.next = null;
}
