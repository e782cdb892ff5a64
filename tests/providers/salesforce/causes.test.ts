/** The data of causes.ts is complete, has texts, and each question distinguishes causes. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CauseRule, Evidence, NavigationStep, Signal } from '@/providers/contract/diagnosis';
import type { OrgFacts } from '@/providers/contract/org';
import { salesforce } from '@/providers/salesforce';
import en from '@/public/_locales/en/messages.json';
import { likelihoodOf, rankCauses } from '@/utils/diagnosis/rank';
import { pageSnapshot } from '../../page-snapshot';
import { authorize } from './sample-urls';

const {
  knowledge: { causes, questions, errors },
  rules: { signals },
} = salesforce;
const messages = en as Record<string, { message: string } | undefined>;
const words = (...parts: string[]) => messages[parts.join('_').replaceAll('-', '_')]?.message ?? '';
const named = [...new Set(causes.flatMap((cause) => Object.keys(cause.likelihoods) as Signal[]))];

/** Returns every signal that `signals()` can return, by trying every combination of its inputs. */
function possibleSignals(): Set<Signal> {
  const requests = [authorize(), authorize().replace(/&code_challenge=[^&]*/, '')].flatMap((url) => {
    const parsed = salesforce.requests.parseRequest(url);
    return parsed.ok ? [parsed.value] : [];
  });
  const acme = 'acme.my.salesforce.com';
  const hosts = [acme, 'globex.my.salesforce.com', 'login.salesforce.com', 'acme--uat.sandbox.my.salesforce.com'];
  const between: Omit<NavigationStep, 'at'>[][] = [
    [],
    [{ host: acme, pageKind: 'login' }],
    [
      { host: acme, pageKind: 'sso' },
      { host: 'acme.okta.com', pageKind: 'elsewhere', idp: 'Okta' },
    ],
  ];
  const orgs: (OrgFacts | null)[] = [
    null,
    { user: { username: null, integrationUser: true } },
    { user: { username: null, integrationUser: false } },
    { signIn: { providers: ['acme.okta.com'], password: null } },
    { refused: true },
  ];
  const possible = new Set<Signal>();
  for (const request of requests)
    for (const start of hosts)
      for (const stepsBetween of between)
        for (const pageKind of ['consent', 'error', 'home'] as const)
          for (const took of [1_000, 900_000])
            for (const org of orgs)
              for (const username of [null, 'ada@acme.example', 'svc.integration@acme.example']) {
                const path = [{ host: start, pageKind: 'authorize' as const }, ...stepsBetween, { host: acme, pageKind }];
                const navigation = path.map((step, index) => ({ ...step, at: index === path.length - 1 ? took : 0 }));
                const evidence: Evidence = {
                  request,
                  profile: null,
                  snapshot: pageSnapshot({ username }),
                  navigation,
                  plans: null,
                  learnedRequired: [],
                  org,
                };
                for (const signal of signals(evidence)) possible.add(signal);
              }
  return possible;
}
const possible = possibleSignals();

describe.each(causes)('the cause $id', (cause) => {
  it('has texts, a named actor, a dated source and a positive weight', () => {
    for (const part of ['title', 'text', 'steps']) expect(words('finding', cause.id, part), `add finding_${cause.id}_${part}`).not.toBe('');
    expect(words('actor', cause.actor)).not.toBe('');
    expect(cause.source.title).not.toBe('');
    expect(cause.source.accessedOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(cause.prior).toBeGreaterThan(0);
    for (const factor of Object.values(cause.likelihoods)) expect(factor).toBeGreaterThanOrEqual(0);
  });

  it('belongs to at least one error', () => {
    expect(Object.keys(cause.likelihoods).some((signal) => signal.startsWith('error:'))).toBe(true);
  });
});

it('the causes of Salesforce have unique ids', () => {
  expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
});

describe('the signals of Salesforce', () => {
  it.each(named)('include %s only if an observation, an answer or an error can produce it', (signal) => {
    const [kind, first = '', second = ''] = signal.split(':');
    if (kind === 'observed') expect(possible, 'nothing emits this signal').toContain(signal);
    else if (kind === 'answer') expect(questions.find(({ id }) => id === first)?.answers).toContain(second);
    else expect(['unknown', 'download', ...errors.map(({ id }) => id)]).toContain(first);
  });

  it.each([...possible])('have a text for %s, and it changes the weight of a cause', (signal) => {
    expect(words('signal', signal.slice('observed:'.length)), `add signal_${signal}`).not.toBe('');
    expect(named, 'no cause is the likelier for it').toContain(signal);
  });
});

describe.each(questions)('the question $id', ({ id, answers }) => {
  it('has a text for itself and for each answer', () => {
    expect(words('question', id)).toMatch(/\?$/);
    expect(new Set(answers).size).toBe(answers.length);
    for (const answer of answers) expect(words('question', id, answer), answer).not.toBe('');
  });

  it('tells at least two causes apart by every answer', () => {
    for (const answer of answers)
      expect(new Set(causes.map((cause) => likelihoodOf(cause, `answer:${id}:${answer}`))).size, answer).toBeGreaterThan(1);
  });
});

/** All combinations of answers to any of the questions. */
const answerSets = questions.reduce<Signal[][]>(
  (sets, { id, answers }) => sets.flatMap((set) => [set, ...answers.map((answer) => [...set, `answer:${id}:${answer}` as const])]),
  [[]],
);

/** A cause that can never be first only makes the list longer. */
describe('ranking the causes of Salesforce', () => {
  const errorsOf = (cause: CauseRule) => Object.keys(cause.likelihoods).filter((signal): signal is Signal => signal.startsWith('error:'));
  /** The causes that are first for some answers, by the other signals. */
  const firsts = new Map<string, ReadonlySet<CauseRule | undefined>>();
  const firstsFor = (...given: readonly Signal[]) => {
    const key = given.join();
    const known = firsts.get(key) ?? new Set(answerSets.map((set) => rankCauses(causes, [...given, ...set])[0]?.rule));
    firsts.set(key, known);
    return known;
  };
  const isFirst = (cause: CauseRule, given: readonly Signal[]) => errorsOf(cause).some((error) => firstsFor(error, ...given).has(cause));

  it.each(causes)('puts $id first for some answers, with at most one other signal', (cause) => {
    expect(isFirst(cause, []) || [...possible].some((signal) => isFirst(cause, [signal]))).toBe(true);
  });

  it('suspects a refresh of the sandbox only if the connection has worked before', () => {
    const first = (...given: Signal[]) => rankCauses(causes, ['error:salesforce-invalid-client', ...given])[0]?.rule.id;
    expect(first('observed:sandbox')).toBe('salesforce-client-secret-wrong');
    expect(first('observed:sandbox', 'answer:worked:yes')).toBe('salesforce-sandbox-refreshed');
  });

  it('does not blame the secret on the error page, which the token endpoint has no part in', () => {
    const ids = rankCauses(causes, ['error:salesforce-invalid-client', 'observed:error-page']).map(({ rule }) => rule.id);
    expect(ids[0]).toBe('salesforce-app-not-installed');
    expect(ids).not.toContain('salesforce-client-secret-wrong');
  });
});

describe('causes that a guide names', () => {
  const generic: Signal = 'error:salesforce-approval-error';
  const listed = (...given: Signal[]) => rankCauses(causes, [generic, ...given]).map(({ rule: { id } }) => id);
  const allGiven = answerSets.flatMap((set) => [set, ...[...possible].map((signal) => [...set, signal])]);
  const ruledOutBy = (id: string) => {
    const cause = causes.find((one) => one.id === id) as CauseRule;
    return new Set([...named, ...possible].filter((signal) => likelihoodOf(cause, signal) === 0));
  };
  let lists: { given: readonly Signal[]; ids: readonly string[] }[];
  beforeAll(() => {
    lists = allGiven.map((given) => ({ given, ids: listed(...given) }));
  });

  it.each(['salesforce-app-not-installed', 'salesforce-integration-user-refused', 'salesforce-sso-enforced'])(
    'lists %s for the error without a reason, whatever is answered or observed, unless that rules it out',
    (id) => {
      const ruledOut = ruledOutBy(id);
      expect(lists.filter(({ given, ids }) => ids.includes(id) === given.some((signal) => ruledOut.has(signal)))).toEqual([]);
    },
  );

  it('keeps IP restrictions, login hours, Transaction Security and single sign-on in the list for an app that is not listed', () => {
    const early = ['salesforce-ip-refused', 'salesforce-login-hours', 'salesforce-transaction-security', 'salesforce-sso-enforced'];
    for (const set of answerSets.filter((answers) => answers.includes('answer:listed:absent')))
      expect(listed(...set), set.join(', ')).toEqual(expect.arrayContaining(early));
  });

  it('moves single sign-on up once it was observed in the redirect chain', () => {
    expect(listed('observed:sso').indexOf('salesforce-sso-enforced')).toBeLessThan(listed().indexOf('salesforce-sso-enforced'));
    expect(listed('observed:sso', 'observed:error-page').indexOf('salesforce-sso-enforced')).toBe(1);
  });
});
