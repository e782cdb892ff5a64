/** HubSpot says in two places which plan a scope needs; each entry of the catalog names both. */

/** The scope list and the API descriptions differ. */
export const professionalOrNone = 'The scope list requires a Professional plan, but the API descriptions say every account.';

/** The scope list and the page on sensitive data differ. */
export const enterpriseOrNone =
  'The scope list asks for an Enterprise plan, while a later reading of the sensitive-data page says every account.';

/** The scope list and newer API descriptions differ. */
export const noneOrStarter = 'The scope list says every account, but newer API descriptions require Marketing Hub Starter.';
