import { useLayoutEffect, useState } from 'preact/hooks';
import { type InventoryFile, inventoryApps, mostIssuesFirst } from '@/utils/apps/inventory';
import type { InventoryApp } from '@/utils/apps/types';
import { inSlices } from '../in-slices';
import { sourceNames } from '../sources';
import type { OpenedItem } from '../use-session';

/** Returns the apps of all opened tables; null while they are counted, which many tokens make long. */
export function useInventory(items: readonly OpenedItem[]): readonly InventoryApp[] | null {
  const [state, setState] = useState<{ apps: readonly InventoryApp[]; of: readonly OpenedItem[] } | null>(null);
  useLayoutEffect(
    () => inSlices(inventoryApps(filesOf(items), Date.now()), (apps) => setState({ apps: mostIssuesFirst(apps), of: items })),
    [items],
  );
  return state?.of === items ? state.apps : null;
}

function filesOf(items: readonly OpenedItem[]): InventoryFile[] {
  const names = sourceNames(items);
  return items.map(({ id, opened }) => ({ name: names.get(id) ?? '', found: opened?.found ?? [] }));
}
