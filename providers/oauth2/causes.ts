import type { Provider } from '../contract/provider';

/** For a provider whose every error is its own cause, and whose accounts have no pages to link to and nobody to ask. */
export const noCauses: Pick<Provider, 'causes' | 'questions' | 'signals' | 'links' | 'org'> = {
  causes: [],
  questions: [],
  signals: () => [],
  links: () => ({}),
  org: null,
};
