/** The files that this extension writes itself, which may come back changed. */
import fc from 'fast-check';
import type { PolicyFile } from '@/utils/policy/policy-file';
import { readPolicyFile, writePolicyFile } from '@/utils/policy/policy-file';
import { accessRequestMarkdown, accessRequestOf } from '@/utils/review/access-request';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import { readAccessRequest } from '@/utils/review/read-access-request';
import { readReport } from '@/utils/review/read-report';
import { readAppSettings } from '@/utils/review/read-settings';
import { reportAsMarkdown, reportOf } from '@/utils/review/report';
import type { Review } from '@/utils/review/types';
import { readBackup, writeBackup } from '@/utils/storage/backup-file';
import { type ProfileFile, readProfileFile, writeProfileFile } from '@/utils/storage/profile-file';
import { clayUrl } from '../providers/hubspot/sample-urls';
import { refusal } from '../providers/salesforce/sample-urls';
import { samplePolicy } from '../sample-policy';
import { sampleText } from '../utils/files/sample';
import { anyText, changedJson, hostile, joined, mutated, oddValue } from './inputs';
import { must, type Target } from './target';

const asked = { by: 'Bo from sales', reason: 'Enriches the contacts' };
const baseline = {
  ...{ provider: 'hubspot', app: 'app.clay.com', account: '4521873', appName: 'Clay', at: 1_763_000_000_000 },
  ...{ scopes: [{ id: 'oauth', requirement: 'required' as const }], askedBy: '', reason: '', reviewedBy: 'security', until: null },
};
const policy: PolicyFile = samplePolicy(
  [
    {
      action: 'deny',
      provider: 'hubspot',
      app: 'Clay',
      scopes: ['crm.*'],
      access: ['read'],
      sensitivity: ['sensitive'],
      link: 'https://a.example/',
    },
    { action: 'ask' },
  ],
  { baselines: [baseline] },
);
const profile: ProfileFile = {
  ...{ format: 'scope-review-profile', version: 1, provider: 'hubspot', id: 'acme-sync', name: 'Acme Sync' },
  ...{ clientIds: ['7f0d-CLIENT'], redirectHosts: ['hooks.acme.example'], names: ['Acme Sync'] },
  ...{ required: ['oauth'], optionalOn: ['crm.lists.read'], optionalOff: ['tickets'], without: { tickets: 'No tickets.' } },
  source: { title: 'Wiki', url: 'https://wiki.acme.example/', seen: '2026-11-22' },
};
const backup = writeBackup(
  new Map<'preferences' | 'corrections' | 'profiles' | 'plans' | 'baselines', object[]>([
    [
      'preferences',
      [
        {
          provider: 'hubspot',
          app: 'c',
          account: '1',
          appName: 'A',
          at: 1,
          requested: ['a', 'b'],
          required: ['a'],
          kept: ['a'],
          dropped: ['b'],
        },
      ],
    ],
    ['corrections', [{ provider: 'hubspot', app: 'c', profile: null, at: 1 }]],
    ['profiles', [{ provider: 'hubspot', id: 'acme-sync', at: 1, profile }]],
    ['plans', [{ provider: 'hubspot', account: '1', plans: { sales: 'starter' }, at: 2 }]],
    ['baselines', [baseline]],
  ]),
);

function reviewOf(text: string): Review {
  const parsed = parseInput(text);
  must(parsed.ok, `a review of ${text}`);
  return buildReview(parsed.input);
}
const failed = reviewOf(refusal('invalid_client', 'app must be installed into org'));
const report = reportOf(failed);
must(report, 'a report of the failure');
const connection = reviewOf(clayUrl);

const files: readonly string[] = [
  writePolicyFile(policy),
  writeProfileFile(profile),
  backup,
  JSON.stringify(report),
  reportAsMarkdown(failed, report),
  JSON.stringify(accessRequestOf(connection, asked)),
  accessRequestMarkdown(connection, asked),
  ...['app.json', 'app-hsmeta.json', 'connected-app.xml', 'external-app-global.xml', 'outreach-manifest.json'].map(sampleText),
];
const settings = [
  '<ConnectedApp>',
  '<scopes>',
  '</scopes>',
  '<!--',
  '-->',
  '"auth":',
  '"requiredScopes":',
  '"x"',
  '```json\n',
  '"format":',
  ...hostile,
];

const NOW = 1_700_000_000_000;

/** What is read of a text must be written and read again as the same. */
function checkAgain<File>(
  read: { ok: true; file: File } | { ok: false; faults: readonly object[] } | null,
  write: (file: File) => string,
  readAgain: (text: string) => unknown,
): void {
  if (read && !read.ok) must(read.faults.length > 0, 'a fault');
  if (read?.ok) must(JSON.stringify(readAgain(write(read.file))) === JSON.stringify(read), `the same again of ${write(read.file)}`);
}

const own: Target<{ text: string; isForeign: boolean }> = {
  name: 'B7, C3, E11: any policy, profile, backup, report and request to an admin is read whole or refused',
  share: 2_000,
  inputs: fc.oneof(
    fc.record({ text: mutated(files), isForeign: fc.constant(false) }),
    fc.record({
      text: fc.tuple(fc.constantFrom(...files), fc.nat(10_000), oddValue).map(([text, at, to]) => changedJson(text, at, to)),
      isForeign: fc.constant(false),
    }),
    fc.record({ text: fc.oneof(anyText, fc.json(), joined(settings, 30)), isForeign: fc.constant(true) }),
  ),
  check({ text, isForeign }) {
    const policyRead = readPolicyFile(text);
    const profileRead = readProfileFile(text);
    const backupRead = readBackup(text, NOW);
    checkAgain(policyRead, writePolicyFile, readPolicyFile);
    checkAgain(profileRead, writeProfileFile, readProfileFile);
    if (backupRead.ok) {
      const again = readBackup(writeBackup(backupRead.backup), NOW);
      must(again.ok && writeBackup(again.backup) === writeBackup(backupRead.backup), `the same backup again of ${text}`);
    } else must(backupRead.faults.length > 0 && backupRead.faults.length <= 20, 'between one and 20 faults');
    const others = [
      readReport(text),
      readReport(`\`\`\`json\n${text}\n\`\`\``),
      readAccessRequest(text),
      readAccessRequest(`scope-review-request ${text}`),
    ];
    must(!isForeign || !(policyRead.ok || profileRead?.ok || backupRead.ok || others.some(Boolean)), `nothing to be read in ${text}`);
    readAppSettings(text);
    must(!('evil' in {}), 'a prototype without new members');
  },
  grows: {
    readPolicyFile: (text) => [text, `{"rules":[${text}`].map(readPolicyFile),
    readProfileFile: (text) => [text, `{"format":"scope-review-profile",${text}`].map(readProfileFile),
    readBackup: (text) => readBackup(`{"format":"scope-review-backup",${text}`, NOW),
    readReport: (text) => [text, `\`\`\`json\n${text}`].map(readReport),
    readAccessRequest: (text) => [text, `scope-review-request ${text}`].map(readAccessRequest),
    readAppSettings: (text) => [text, `<ConnectedApp>${text}`, `{${text}`].map(readAppSettings),
  },
};

/** All targets of this file. */
export const ownFileTargets: readonly Target[] = [own];
