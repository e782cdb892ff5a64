import { beforeEach, expect, it } from 'vitest';
import { type Attempt, judgeAttempt } from './sign-in-rules';
import { createSalesforceState, personCalled, type SalesforceState } from './state';

let state: SalesforceState;
beforeEach(() => {
  state = createSalesforceState();
});

function judged(username: string, at: Attempt['at']): string | undefined {
  const person = state.people.find((candidate) => candidate.username === username);
  const org = state.orgs.find(({ id }) => id === person?.orgId);
  return judgeAttempt({ person, org, at, integrationUsers: state.integrationUsers });
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
it.each(cases)('%s at %s: %s', (username, at, failure) => {
  expect(judged(username, at)).toBe(failure);
});

it('My Domain’s policy keeps people off the generic host only', () => {
  for (const org of state.orgs) org.genericLogin = false;
  expect(judged('ben@acme.example', 'production')).toBe('Restricted domain');
  expect(judged('ada@acme.example.dev', 'sandbox')).toBe('Restricted domain');
  expect(judged('ben@acme.example', 'my-domain')).toBeUndefined();
});

it('delegated authentication without a gateway fails', () => {
  personCalled(state, 'ben@acme.example').delegatedAuthentication = true;
  expect(judged('ben@acme.example', 'my-domain')).toBe('The Single Sign-On Gateway URL is invalid');
});

it('an Integration User is refused at login when set so', () => {
  state.integrationUsers = 'login-refused';
  expect(judged('robot@acme.example', 'my-domain')).toBe('Failed: API-only user');
  expect(judged('ben@acme.example', 'my-domain')).toBeUndefined();
});
