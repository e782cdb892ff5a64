import { expect, it } from 'vitest';
import { readReport } from '@/utils/review/read-report';
import { fromReportPlace, fromReportSignals, reportPlaces, toReportPlace, toReportSignals } from '@/utils/review/report-format';

/** A report in the format of the extension's first version. */
const old = {
  format: 'scope-review-report',
  version: 1,
  provider: 'salesforce',
  app: 'Ledgerly',
  clientId: '3MVG9-LEDGERLY',
  redirectHost: 'workspace.ledgerly.example',
  account: 'acme.my.salesforce.com',
  requested: ['api', 'refresh_token'],
  error: null,
  description: null,
  said: 'OAuth Error',
  recognised: true,
  download: false,
  causes: [{ id: 'salesforce-app-not-installed', confidence: 'likely', actor: 'salesforce-admin' }],
  seen: ['seen:sso', 'seen:error-page'],
  answers: { listed: 'install' },
  trail: [
    { after: 0, host: 'acme.my.salesforce.com', place: 'left-alone' },
    { after: 1200, host: 'acme.okta.com', place: 'elsewhere', idp: 'Okta' },
  ],
};

it('opens a report of the first version, word for word', () => {
  expect(readReport(JSON.stringify(old))).toEqual(old);
});

it('has a word of the first version for every kind of page, and finds the kind again', () => {
  expect(reportPlaces).toEqual(['authorize', 'login', 'sso', 'consent', 'error', 'callback', 'home', 'left-alone', 'elsewhere']);
  for (const place of reportPlaces) expect(toReportPlace(fromReportPlace(place))).toBe(place);
  expect(toReportPlace('unsupported-flow')).toBe('left-alone');
});

it('writes observed signals with the prefix of the first version, and reads them back', () => {
  expect(toReportSignals(['error:unknown', 'observed:sso', 'answer:listed:install'])).toEqual(['seen:sso']);
  expect(fromReportSignals(['seen:sso'])).toEqual(['observed:sso']);
});

it('ignores what it does not know, and refuses a time that is none', () => {
  const at = '2026-11-22T13:00:05+01:00';
  const writtenBy = { extension: '9.0.0', browser: 'Firefox 140' };
  expect(readReport(JSON.stringify({ ...old, at, writtenBy, later: 1 }))).toEqual({ ...old, at, writtenBy });
  for (const wrong of ['2026-99-22T13:00:05+01:00', '2026-11-22', 'now', 5])
    expect(readReport(JSON.stringify({ ...old, at: wrong }))).toBeNull();
});
