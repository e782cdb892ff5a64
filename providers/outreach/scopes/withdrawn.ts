import type { Resource, Verb } from '../scope-table';

const every: readonly Verb[] = ['all', 'delete', 'read', 'write'];
const undeletable: readonly Verb[] = ['all', 'read', 'write'];

/**
 * Resources that Outreach's extensibility SDK once listed and later removed, sorted by resource:
 * most of them in December 2022 as not public, `messenger…` in January 2023, `audits` in August
 * 2024, currencies in February 2026, `customDuties` in June 2026. Apps still request some of them.
 */
export const withdrawn = (): readonly Resource[] => [
  {
    resource: 'audits',
    words: 'audit events',
    current: [],
    withdrawn: every,
    replacedBy: { all: ['auditLogs.read'], read: ['auditLogs.read'] },
    guided: ['all', 'read'],
  },
  { resource: 'calendarEventAttendees', words: 'attendees of calendar events', object: 'Calendars', current: [], withdrawn: every },
  { resource: 'calendarEvents', words: 'calendar events', object: 'Calendars', current: [], withdrawn: every },
  { resource: 'calendarUrls', words: 'calendar addresses', object: 'Calendars', current: [], withdrawn: every },
  { resource: 'calendars', words: 'calendars', current: [], withdrawn: every },
  { resource: 'currencyTypes', words: 'currencies', current: [], withdrawn: every },
  { resource: 'customDuties', words: 'custom duties', object: 'Duties', current: [], withdrawn: every, guided: true },
  { resource: 'customValidations', words: 'custom validations', current: [], withdrawn: every },
  { resource: 'datedConversionRates', words: 'dated currency conversion rates', object: 'Currencies', current: [], withdrawn: every },
  { resource: 'dealRiskFactors', words: 'deal risk factors', current: [], withdrawn: every },
  { resource: 'experiments', words: 'experiments', current: [], withdrawn: every },
  { resource: 'featureFlagParticipations', words: 'feature flag participations', object: 'Feature flags', current: [], withdrawn: every },
  { resource: 'featureFlags', words: 'feature flags', current: [], withdrawn: every },
  { resource: 'functionalRoles', words: 'functional roles', current: [], withdrawn: every },
  { resource: 'gmailMessageMetadata', words: 'Gmail message metadata', current: [], withdrawn: every },
  { resource: 'licenses', words: 'licenses', current: [], withdrawn: every },
  { resource: 'mailboxContacts', words: 'contacts found in mailboxes', object: 'Mailboxes', current: [], withdrawn: every },
  { resource: 'meetingFields', words: 'meeting fields', object: 'Meetings', current: [], withdrawn: every },
  { resource: 'meetingTypes', words: 'meeting types', object: 'Meetings', current: [], withdrawn: every },
  { resource: 'messengerConversations', words: 'messenger conversations', object: 'Messenger', current: [], withdrawn: undeletable },
  { resource: 'messengerMessages', words: 'messenger messages', object: 'Messenger', current: [], withdrawn: undeletable },
  { resource: 'opportunityHealthFactors', words: 'opportunity health factors', object: 'Opportunities', current: [], withdrawn: every },
  { resource: 'permissionGrants', words: 'permission grants', current: [], withdrawn: every },
  { resource: 'phoneNumberPredictions', words: 'phone number predictions', object: 'Predictions', current: [], withdrawn: every },
  { resource: 'phones', words: 'phones', current: [], withdrawn: every },
  { resource: 'placeholders', words: 'placeholders', current: [], withdrawn: every },
  { resource: 'plugins', words: 'plugins', current: [], withdrawn: every },
  { resource: 'prospectOptOuts', words: 'opt-outs of prospects', object: 'Opt-outs', current: [], withdrawn: every },
  { resource: 'referralPredictions', words: 'referral predictions', object: 'Predictions', current: [], withdrawn: every },
  { resource: 'resources', words: 'resources', current: [], withdrawn: ['all'] },
  { resource: 'returnDatePredictions', words: 'return date predictions', object: 'Predictions', current: [], withdrawn: every },
  { resource: 'schedules', words: 'schedules', current: [], withdrawn: every },
  {
    resource: 'sequenceStateRecipients',
    words: 'recipients of sequence enrollments',
    object: 'Sequence enrollments',
    current: [],
    withdrawn: every,
  },
  { resource: 'smartViewNotifications', words: 'smart view notifications', object: 'Smart views', current: [], withdrawn: every },
  { resource: 'smartViews', words: 'smart views', current: [], withdrawn: every },
  { resource: 'taskThemes', words: 'task themes', current: [], withdrawn: every },
  { resource: 'teamMemberships', words: 'team memberships', object: 'Teams', current: [], withdrawn: every },
  { resource: 'triggers', words: 'triggers', current: [], withdrawn: every },
  { resource: 'userLicenses', words: 'user licenses', object: 'Licenses', current: [], withdrawn: every },
  { resource: 'userResourcePermissions', words: 'user resource permissions', object: 'Users', current: [], withdrawn: every },
];
