import { t } from '@/utils/text/text';

/** Returns which of several files that disagree to trust. `newest`: see `InventoryApp`. */
export const newestText = (newest: string | null): string =>
  newest === null ? t('workbench_inventory_newest_unknown') : t('workbench_inventory_newest', newest);
