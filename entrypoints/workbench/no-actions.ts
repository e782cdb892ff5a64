import type { ReviewActions } from '@/components/review/review-state';

/** The actions of a review that does nothing, for reviews that need only some of them. */
export const noActions: ReviewActions = {
  select() {},
  unlock() {},
  confirmReason() {},
  continue() {},
  restoreOriginal() {},
  forgetSavedSelection() {},
  savePlans: async () => false,
  answerQuestion() {},
  chooseProvider() {},
  copy() {},
  askAdmin() {},
  openPasted() {},
  checkOrg() {},
  setAppOverride: async () => false,
  clearAppHistory() {},
  collapse: null,
  moveToOtherSide: null,
  openWorkbench: null,
};
