/**
 * Names and hosts of other products that authorize apps. Tickets mention several products, and an
 * error beside one of these names is not the error of a supported provider. Products that only
 * connect to others, such as Zapier or n8n, are missing, because they report the errors of others.
 */

const names = [
  'activecampaign adobe aircall airtable amazon apollo apple asana atlassian auth0 aws azure basecamp bitbucket',
  'braze bullhorn calendly canva chargebee clearbit clickup cognito confluence dialpad discord docusign dropbox',
  'eventbrite evernote facebook figma freshdesk freshsales freshworks github gitlab gmail gong google hootsuite',
  'insightly instagram intercom iterable jira keycloak klaviyo linkedin mailchimp marketo microsoft netsuite notion',
  'okta onedrive oracle outlook paypal pipedrive quickbooks ringcentral salesloft sendgrid servicenow sharepoint',
  'shopify slack snowflake spotify stripe sugarcrm surveymonkey trello twilio twitter typeform webex workday wrike',
  'xero youtube zendesk zoho zoom zoominfo',
].join(' ');

/**
 * Matches such a name in lower-case text, also in a longer one (`zohooauthexception`). `aadsts` begins
 * the codes of Microsoft. The signature of a mail program names no product that answered.
 */
export const otherProduct = new RegExp(
  String.raw`(?<![a-z\d])(?:(?:${names.replaceAll(' ', '|')})(?!ed\b|ing\b| for (?:ios|android|mac))|aadsts\d)`,
  'g',
);
