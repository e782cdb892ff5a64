import { beforeEach, expect, it } from 'vitest';
import type { Person } from './people';
import { type Attempt, judgeAttempt, judgeSignOn } from './sign-in-rules';
import { createSalesforceState, orgAt, personCalled, type SalesforceState } from './state';

let state: SalesforceState;
beforeEach(() => {
  state = createSalesforceState();
});

function judged(username: string, at: Attempt['at']): string | undefined {
  const person = state.people.find((candidate) => candidate.username === username);
  const org = state.orgs.find(({ id }) => id === person?.orgId);
  return judgeAttempt({ person, org, at, integrationUsers: state.integrationUsers, loginLimit: state.loginLimit });
}

const cases: [username: string, at: Attempt['at'], failure: string | undefined][] = [
  ['ben@acme.example', 'production', undefined],
  ['ben@acme.example', 'my-domain', undefined],
  ['ben@acme.example', 'sandbox', 'Unknown user'],
  ['ada@acme.example.dev', 'sandbox', undefined],
  ['ada@acme.example.dev', 'production', 'Unknown user'],
  ['ada@acme.example.dev', 'my-domain', undefined],
  ['nobody@acme.example', 'production', 'Unknown user'],
  ['pat@partner.example', 'site', undefined],
  ['pat@partner.example', 'production', 'Unknown user'],
  ['ivy@initech.example', 'production', 'Invalid Password'],
  ['ivy@initech.example', 'my-domain', 'Invalid Password'],
  ['ian@initech.example', 'my-domain', undefined],
  ['robot@acme.example', 'my-domain', undefined],
];
it.each(cases)('judges the sign-in of %s at %s: %s', (username, at, failure) => {
  expect(judged(username, at)).toBe(failure);
});

it("My Domain's login policy refuses users on the generic hosts only", () => {
  for (const org of state.orgs) org.genericLogin = false;
  expect(judged('ben@acme.example', 'production')).toBe('Restricted domain');
  expect(judged('ada@acme.example.dev', 'sandbox')).toBe('Restricted domain');
  expect(judged('ben@acme.example', 'my-domain')).toBeUndefined();
});

it('delegated authentication fails when its gateway is missing or down', () => {
  personCalled(state, 'ben@acme.example').delegatedAuthentication = true;
  const org = orgAt(state, 'acme.my.salesforce.com');
  expect(judged('ben@acme.example', 'my-domain')).toBe('The Single Sign-On Gateway URL is invalid');
  expect(judged('ada@acme.example', 'my-domain')).toBeUndefined();
  org.delegatedGateway = 'down';
  expect(judged('ben@acme.example', 'my-domain')).toBe("Your company's authentication service is down");
  expect(judged('ada@acme.example', 'my-domain')).toBeUndefined();
  org.delegatedGateway = 'up';
  expect(judged('ben@acme.example', 'my-domain')).toBeUndefined();
});

it('the login limit counts the sign-ins of each user separately', () => {
  state.loginLimit = 2;
  const history = orgAt(state, 'acme.my.salesforce.com').loginHistory;
  history.push({ username: 'ada@acme.example', status: 'Success' }, { username: 'ben@acme.example', status: 'Success' });
  expect(judged('ben@acme.example', 'production')).toBeUndefined();
  history.push({ username: 'ben@acme.example', status: 'Success' });
  expect(judged('ben@acme.example', 'production')).toBe('Login rate exceeded');
  expect(judged('ada@acme.example', 'production')).toBeUndefined();
});

it('an inactive user, one outside the IP range and one outside the login hours are refused, with and without a password', () => {
  const inactive = personCalled(state, 'ian@initech.example');
  const outside = personCalled(state, 'ivy@initech.example');
  inactive.active = false;
  outside.outsideIpRange = true;
  outside.signIn = 'both';
  expect(judged('ian@initech.example', 'my-domain')).toBe('User is inactive');
  expect(judged('ivy@initech.example', 'my-domain')).toBe('Restricted IP');
  const org = orgAt(state, 'initech.my.salesforce.com');
  const vouchedFor = (person: Person) => judgeSignOn({ person, org, at: 'my-domain', integrationUsers: 'allowed', loginLimit: 9 });
  expect(vouchedFor(inactive)).toBe('User is inactive');
  expect(vouchedFor(outside)).toBe('Restricted IP');
  Object.assign(outside, { outsideIpRange: false, outsideLoginHours: true });
  expect(judged('ivy@initech.example', 'my-domain')).toBe('Restricted time');
  expect(vouchedFor(outside)).toBe('Restricted time');
  expect(vouchedFor(personCalled(state, 'ben@acme.example'))).toBeUndefined();
});

it('an Integration User is refused at login if configured', () => {
  state.integrationUsers = 'login-refused';
  expect(judged('robot@acme.example', 'my-domain')).toBe('Failed: API-only user');
  expect(judged('ben@acme.example', 'my-domain')).toBeUndefined();
});
