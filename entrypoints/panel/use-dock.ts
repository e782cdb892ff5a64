import { useCallback, useEffect, useState } from 'preact/hooks';
import type { DockCommand, DockReport } from '@/utils/messages/dock-port';

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

/** Returns the last report of the content script, null before the first one, and sends it commands. */
export function useDock() {
  const [report, setReport] = useState<DockReport | null>(null);
  useEffect(() => {
    void portOfDock.then((port) => {
      port.onmessage = ({ data }: MessageEvent<DockReport>) => setReport(data);
      // The page does not block the frame.
      port.postMessage(null);
    });
  }, []);
  const send = useCallback((command: DockCommand) => void portOfDock.then((port) => port.postMessage(command)), []);
  return { report, send };
}
