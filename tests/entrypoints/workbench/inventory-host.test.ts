/** To which org's Setup the links of the inventory go. */
import { expect, it } from 'vitest';
import { openFile } from '@/utils/files/open';
import { openContent } from '@/utils/files/open-content';
import { hostOf } from '../../../entrypoints/workbench/inventory/host-of';

const link = (org: string) =>
  `https://${org}.my.salesforce.com/services/oauth2/authorize?response_type=code&client_id=3MVG9&redirect_uri=https%3A%2F%2Fsim.ai%2Fcb&scope=api`;
const logins = (org: string) =>
  openFile(
    [
      'Username,Login Time,Source IP,Login Type,Status,Browser,Platform,Application,Client Version,API Type,API Version,Login URL,Login Country',
      `jo@acme.example,"11/20/2026, 1:14:12 AM PST",192.0.2.44,Remote Access 2.0,Failed: API-only user,Chrome 148,Windows 11,Sync,N/A,N/A,N/A,${org}.my.salesforce.com,United States`,
    ].join('\n'),
  )?.found ?? [];

it('is the org whose tables were opened, and never one that only a link names', () => {
  const pasted = openContent(link('other')).found;
  expect(pasted.map(({ input }) => input.request.account)).toEqual(['other.my.salesforce.com']);
  expect(hostOf(pasted)).toBe('');
  expect(hostOf([...pasted, ...logins('acme')])).toBe('acme.my.salesforce.com');
  expect(hostOf([...logins('acme'), ...logins('other')])).toBe('');
});
