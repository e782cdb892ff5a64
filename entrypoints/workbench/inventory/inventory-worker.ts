/** The worker that counts the tokens of an inventory, so that the page stays responsive. */
import { type InventoryFile, inventoryApps, mostIssuesFirst } from '@/utils/apps/inventory';
import type { Found } from '@/utils/files/types';

addEventListener('message', async ({ data }: MessageEvent<readonly InventoryFile[]>) => {
  const files = await Promise.all(data.map(async (file) => ({ ...file, found: await Promise.all(file.found.map(withText)) })));
  postMessage(mostIssuesFirst(inventoryApps(files, Date.now())));
});

const withText = async (found: Found): Promise<Found> =>
  found.tokens instanceof Blob ? { ...found, tokens: await found.tokens.text() } : found;
