/** Sources that many scopes share, best first. Each name is a key of `catalogue.sources`. */

/** Scopes that HubSpot lists, describes and offers in its picker. */
export const documented = ['scopeList', 'apiDescriptions', 'scopePicker'];
/** Documented scopes that public reports describe as well. */
export const documentedAndReported = [...documented, 'reports'];
/** Scopes that only HubSpot's API descriptions name. */
export const described = ['apiDescriptions'];
/** Scopes that HubSpot's API descriptions and public reports name. */
export const describedAndReported = ['apiDescriptions', 'reports'];
/** Scopes that HubSpot's API descriptions name and its picker offers. */
export const describedAndOffered = ['apiDescriptions', 'scopePicker'];
/** Scopes that HubSpot lists and offers in its picker. */
export const listedAndOffered = ['scopeList', 'scopePicker'];
/** Scopes that only public reports name. */
export const reported = ['reports'];
