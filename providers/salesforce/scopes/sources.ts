/** Sources that many scopes share, best first. Each name is a key of `catalogue.sources`. */

/** Scopes that the help page, the mobile guide, Setup and the discovery document name. */
export const helpAndGuide = ['scopeHelp', 'mobileGuide', 'setupLabels', 'discovery'];
/** Scopes that the help page, Setup and the discovery document name. */
export const helpAndSetup = ['scopeHelp', 'setupLabels', 'discovery'];
/** Scopes that the help page and the discovery document name, and approval pages showed. */
export const helpAndPages = ['scopeHelp', 'discovery', 'approvalPages'];
/** Scopes that only Setup and the discovery document name. */
export const setupAndDiscovery = ['setupLabels', 'discovery'];
