/**
 * Which kind of sender may send which message, as it must be. Unit tests compare it with the router,
 * and the browser test sends every message from every sender that a browser has.
 */
import { pageSnapshot } from './page-snapshot';

/** Every kind of sender; the name says who it is. */
export const senders = [
  'a web page',
  'another extension',
  'the content script of a page that is read',
  'a compromised renderer with such a page',
  'the content script of another page',
  'a frame of another site',
  'a content script without a tab',
  'the panel',
  'the popup',
  'the workbench',
] as const;
export type SenderKind = (typeof senders)[number];

const ofContentScript: readonly SenderKind[] = ['the content script of a page that is read', 'a compromised renderer with such a page'];
const ofOwnPage: readonly SenderKind[] = ['the panel', 'the popup'];

interface Entry {
  from: readonly SenderKind[];
  /**
   * Data that fits the schema. It changes nothing where the message is accepted, because it is about
   * a request that no tab shows any more, or about nothing that is stored.
   */
  data: object;
}

const shown = 'not-shown';
const profile = { provider: 'hubspot', id: 'not-stored' };

/** The expectation for each message of the registry, by its name. */
export const messageMatrix: Readonly<Record<string, Entry>> = {
  pageRead: { from: ofContentScript, data: { snapshot: pageSnapshot(), page: 'https://app.hubspot.com/oauth/authorize' } },
  pageNavigating: {
    from: ofContentScript,
    data: { originAndPath: 'https://app.clay.com/callback', codes: 0, error: null, description: null },
  },
  openPanel: { from: ofContentScript, data: {} },
  getReview: { from: ofOwnPage, data: {} },
  answer: { from: ofOwnPage, data: { question: 'not-asked', answer: null } },
  checkOrg: { from: ofOwnPage, data: { shown, about: 'user' } },
  getOutline: { from: ofOwnPage, data: {} },
  updateSelection: { from: ofOwnPage, data: { shown, keep: [], unlocked: [] } },
  continueWith: { from: ofOwnPage, data: { shown, keep: [], unlocked: [], remember: true } },
  restoreOriginal: { from: ofOwnPage, data: { shown } },
  savePlans: { from: ofOwnPage, data: { shown, plans: null } },
  forget: { from: ofOwnPage, data: { key: { shown } } },
  setAppOverride: { from: ofOwnPage, data: { shown, chosen: null } },
  clearAppHistory: { from: ofOwnPage, data: { shown } },
  listPreferences: { from: ofOwnPage, data: {} },
  importProfile: { from: ofOwnPage, data: { text: '{}' } },
  listProfiles: { from: ofOwnPage, data: {} },
  forgetProfile: { from: ofOwnPage, data: profile },
  exportProfile: { from: ofOwnPage, data: profile },
  reviewPasted: { from: ofOwnPage, data: { text: 'nothing to review', answers: {} } },
  lastPastedCase: { from: ofOwnPage, data: {} },
  discardPastedCase: { from: ofOwnPage, data: {} },
  rememberPanel: { from: ofOwnPage, data: {} },
  openReviewWindow: { from: ofOwnPage, data: {} },
};

/** Names that every object has. As types of messages they must find nothing. */
export const inheritedNames = [
  'constructor',
  '__proto__',
  'prototype',
  'toString',
  'toLocaleString',
  'valueOf',
  'hasOwnProperty',
  'isPrototypeOf',
  'propertyIsEnumerable',
  '__defineGetter__',
  '__lookupSetter__',
];
