import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DockCommand, DockReport } from '@/utils/messages/dock-port';
import { MAX_REPORT_AGE_MS, type Plainness } from '../app/use-visibility';

/**
 * Resolves to the port that the content script hands over when the frame has loaded. Only the first
 * port of the page around the frame counts. The page itself cannot reach the frame, which is in a
 * closed shadow root.
 */
const portOfDock = new Promise<MessagePort>((resolve) => {
  addEventListener('message', ({ source, ports: [port] }) => {
    if (source === parent && port) resolve(port);
  });
});

/** How often the content script hears that the user is in the panel. */
const SIGN_INTERVAL_MS = 500;
const signs = ['pointermove', 'pointerdown', 'keydown', 'focus'] as const;

/**
 * Returns the last report of the content script, null before the first one, and how long the frame
 * has looked as it was drawn; sends the content script commands.
 */
export function useDock() {
  const [report, setReport] = useState<DockReport | null>(null);
  const plainness = useRef<Plainness>({ since: null, at: 0 });
  const send = useCallback((command: DockCommand) => void portOfDock.then((port) => port.postMessage(command)), []);
  useEffect(() => {
    void portOfDock.then((port) => {
      port.onmessage = ({ data }: MessageEvent<DockReport>) => {
        const at = performance.now();
        const { since: before, at: last } = plainness.current;
        // A window or tab that was in front can make the second click of a double click hit the
        // panel. Nobody looks at a panel that the browser does not paint.
        const since = data.isFocused && at - last < MAX_REPORT_AGE_MS ? (before ?? at) : at;
        plainness.current = { since: data.isPlain ? since : null, at };
        setReport((shown) => (JSON.stringify(shown) === JSON.stringify(data) ? shown : data));
      };
      // The page does not block the frame.
      port.postMessage(null);
    });
    let last = 0;
    const onSign = () => {
      if (performance.now() - last < SIGN_INTERVAL_MS) return;
      last = performance.now();
      send({ do: 'watch' });
    };
    for (const sign of signs) addEventListener(sign, onSign, true);
    return () => {
      for (const sign of signs) removeEventListener(sign, onSign, true);
    };
  }, []);
  return { report, plainness, send };
}
