/** The worker that counts the tokens of an inventory, so that the page stays responsive. */
import { type InventoryFile, inventoryApps, mostIssuesFirst } from '@/utils/apps/inventory';

addEventListener('message', ({ data }: MessageEvent<readonly InventoryFile[]>) =>
  postMessage(mostIssuesFirst(inventoryApps(data, Date.now()))),
);
