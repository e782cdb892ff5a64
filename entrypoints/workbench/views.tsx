/** The views of the workbench, in the order of its navigation. */
import type { ComponentType } from 'preact';
import type { IconName } from '@/components/icons/shapes';
import { AboutView } from './about/AboutView';
import { ApprovalsView } from './approvals/ApprovalsView';
import { DiagnoseView } from './diagnose/DiagnoseView';
import { HistoryView } from './history/HistoryView';
import { InventoryView } from './inventory/InventoryView';
import { PolicyView } from './policy/PolicyView';
import { PreferencesView } from './preferences/PreferencesView';
import { ReviewView } from './review/ReviewView';
import { SettingsView } from './settings/SettingsView';
import type { ViewProps } from './view-props';

/** A view; `id` is the beginning of its links, and its title is the text `workbench_title_<id>`. */
export interface View {
  id: string;
  icon: IconName;
  View: ComponentType<ViewProps>;
}

/** The first view is shown if the URL names none. */
export const views: readonly [View, ...View[]] = [
  { id: 'review', icon: 'table', View: ReviewView },
  { id: 'diagnose', icon: 'pulse', View: DiagnoseView },
  { id: 'settings', icon: 'sliders', View: SettingsView },
  { id: 'inventory', icon: 'key', View: InventoryView },
  { id: 'history', icon: 'history', View: HistoryView },
  { id: 'approvals', icon: 'check', View: ApprovalsView },
  { id: 'preferences', icon: 'bookmark', View: PreferencesView },
  { id: 'policy', icon: 'policy', View: PolicyView },
  { id: 'about', icon: 'info', View: AboutView },
];
