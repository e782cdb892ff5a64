/**
 * Names and hosts of other products that authorize apps. Tickets mention several products, and an
 * error beside one of these names is not the error of a supported provider. Products that only
 * connect to others, such as Zapier or n8n, are missing, because they report the errors of others.
 */

const names =
  'adobe airtable amazon apple asana atlassian auth0 aws azure bitbucket calendly cognito confluence discord docusign dropbox facebook figma freshdesk github gitlab gmail gong google instagram intercom jira keycloak klaviyo linkedin mailchimp marketo microsoft netsuite notion okta onedrive outlook paypal pipedrive quickbooks salesloft sharepoint shopify slack snowflake spotify stripe twitter xero youtube zendesk zoho zoom';

/**
 * Matches such a name in lower-case text, also in a longer one (`zohooauthexception`). `aadsts` begins
 * the codes of Microsoft. The signature of a mail program names no product that answered.
 */
export const otherProduct = new RegExp(
  String.raw`(?<![a-z\d])(?:(?:${names.replaceAll(' ', '|')})(?!ed\b|ing\b| for (?:ios|android|mac))|aadsts\d)`,
  'g',
);
