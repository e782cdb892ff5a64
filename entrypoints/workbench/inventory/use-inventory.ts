import { useEffect, useRef, useState } from 'preact/hooks';
import type { InventoryFile } from '@/utils/apps/inventory';
import type { InventoryApp } from '@/utils/apps/types';
import type { FoundKind } from '@/utils/files/types';
import { sourceNames } from '../sources';
import { TaskRunner } from '../task-runner';
import type { OpenedItem } from '../use-session';

const startCounter = () => new Worker(new URL('./inventory-worker.ts', import.meta.url), { type: 'module' });

/**
 * Returns the apps of all opened tables; null while they are counted for the first time. While
 * another file is counted, those before it stay.
 */
export function useInventory(items: readonly OpenedItem[]): readonly InventoryApp[] | null {
  const [apps, setApps] = useState<readonly InventoryApp[] | null>(null);
  const counter = useRef(new TaskRunner<readonly InventoryFile[], readonly InventoryApp[]>(startCounter)).current;
  useEffect(() => {
    if (items.length === 0) {
      counter.stop();
      return setApps(null);
    }
    void counter.run(filesOf(items)).then((counted) => counted !== undefined && setApps(counted));
  }, [items, counter]);
  useEffect(() => () => counter.stop(), [counter]);
  return items.length === 0 ? [] : apps;
}

function filesOf(items: readonly OpenedItem[]): InventoryFile[] {
  const names = sourceNames(items);
  return items.map(({ id, opened }) => ({
    name: names.get(id) ?? '',
    found: (opened?.found ?? []).filter(({ kind }) => counted.has(kind)),
  }));
}

/** What says something about the apps of an org; to copy the rest to the worker would take long. */
const counted: ReadonlySet<FoundKind> = new Set<FoundKind>(['app-usage', 'audit-trail', 'settings']);
