import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { salesforce } from '@/providers/salesforce';
import { buildReview } from '@/utils/review/build-review';
import type { ReviewInput } from '@/utils/review/review-input';
import { escapeInvisible } from '@/utils/text/text';
import { corpusOf } from '../../corpus';
import { pageSnapshot } from '../../page-snapshot';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';

function review(url: string, input: Partial<ReviewInput> = {}) {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ provider: hubspot, request: parsed.value, isObserved: true, ...input });
}
function request(url: string) {
  const parsed = hubspot.requests.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
/** HubSpot as if Clay's redirect hosts were not known. */
const hostless = { ...hubspot, knowledge: { ...hubspot.knowledge, apps: [{ ...clay, redirectHosts: [] }] } };
const remembered = (input: Partial<NonNullable<ReviewInput['remembered']>>) => ({
  at: 1,
  requested: [],
  required: [],
  kept: [],
  dropped: [],
  ...input,
});
const preset = (of: ReturnType<typeof review>, id: string) => of.presets.find((candidate) => candidate.id === id)?.keep;

describe('the review of Clay on HubSpot', () => {
  it('locks 7 required scopes, selects 9 optional ones and leaves 2 unselected', () => {
    const { scopes, selection, app } = review(clayUrl);
    expect(app).toMatchObject({ name: 'Clay', matchedBy: 'redirect-host' });
    const by = (requirement: string) => scopes.filter((scope) => scope.requirement === requirement);
    expect(by('required')).toHaveLength(7);
    expect(by('optional-on')).toHaveLength(9);
    expect(by('optional-off')).toHaveLength(2);
    expect(by('required').every((scope) => scope.locked && scope.provenance === 'profile')).toBe(true);
    expect(selection).toHaveLength(16);
    expect(by('optional-off').some((scope) => selection.includes(scope.id))).toBe(false);
  });

  it('knows where Clay’s users change the scopes, unless a resemblance is all that names it', () => {
    expect(review(clayUrl).app.reconnectPath).toBe('Settings → Connected accounts → Reconnect');
    expect(review(clayUrl, { provider: hostless }).app).toMatchObject({ name: 'Clay', matchedBy: 'scope-set', reconnectPath: null });
  });

  it('keeps 11 scopes in the read-only preset: the required ones and the default ones that only read', () => {
    const built = review(clayUrl);
    expect(preset(built, 'all')).toHaveLength(18);
    expect(preset(built, 'app-default')).toHaveLength(16);
    expect(preset(built, 'read-only')).toHaveLength(11);
    expect(preset(built, 'last')).toBeUndefined();
  });

  it('recognizes the app by client ID, then redirect host, then a name on the page, then its scope set', () => {
    const elsewhere = clayUrl.replace('app.clay.com', 'app.example.com');
    expect(review(elsewhere, { provider: hostless }).app).toMatchObject({ name: 'Clay', matchedBy: 'scope-set' });
    const titled = pageSnapshot({ headings: ['Connect Clay to HubSpot'] });
    expect(review(elsewhere, { provider: hostless, snapshot: titled }).app.matchedBy).toBe('page-name');
    expect(review(elsewhere, { snapshot: titled }).app.matchedBy).toBeNull();
    expect(
      review(elsewhere, { provider: { ...hubspot, knowledge: { ...hubspot.knowledge, apps: [{ ...clay, clientIds: ['7f0d-CLIENT'] }] } } })
        .app.matchedBy,
    ).toBe('client-id');
    expect(
      review(clayUrl.replace('app.clay.com', 'clay.com.evil.example').replace('crm.lists.read', 'crm.lists.write')).app.name,
    ).toBeNull();
    expect(review(hubspotUrl(['oauth']), { snapshot: pageSnapshot({ headings: ['Claymore asks'] }) }).app.name).toBeNull();
  });
});

describe('the requirement of a scope', () => {
  it('comes from the request when no profile covers the app, which locks all of the scope parameter', () => {
    const [required, optional] = review(hubspotUrl(['oauth'], ['forms'])).scopes;
    expect(required).toMatchObject({ requirement: 'required', provenance: 'request', locked: true, unlockable: false });
    expect(optional).toMatchObject({ requirement: 'optional-on', provenance: 'request', locked: false });
  });

  it('lets the user unlock a scope that the profile calls optional, one by one', () => {
    const url = hubspotUrl([...clay.required, ...clay.optionalOn]).replace('app.example.com', 'app.clay.com');
    const id = 'crm.objects.deals.write';
    const find = (unlocked: string[]) => review(url, { unlocked }).scopes.find((scope) => scope.id === id);
    expect(find([])).toMatchObject({ requirement: 'required', provenance: 'request', locked: true, unlockable: true });
    expect(find([id])).toMatchObject({ requirement: 'required', locked: false });
    expect(review(url, { unlocked: ['crm.lists.read'] }).scopes.find((scope) => scope.id === 'crm.lists.read')?.locked).toBe(true);
  });

  it('is required exactly if the scope is locked, whichever list carries what the profile lists', () => {
    const all = [...clay.required, ...clay.optionalOn, ...clay.optionalOff];
    for (const url of [hubspotUrl(all), hubspotUrl(['oauth'], all), hubspotUrl(clay.optionalOff, clay.required), clayUrl]) {
      const { scopes } = review(url.replace(/redirect_uri=[^&]*/, 'redirect_uri=https%3A%2F%2Fapp.clay.com%2F'));
      expect(scopes.filter(({ locked }) => locked)).toEqual(scopes.filter(({ requirement }) => requirement === 'required'));
    }
  });

  it('offers a read-only preset again once the user unlocked what changes data', () => {
    const id = 'crm.objects.deals.write';
    const url = hubspotUrl([...clay.required, id], ['crm.objects.deals.read']).replace(
      /redirect_uri=[^&]*/,
      'redirect_uri=https%3A%2F%2Fapp.clay.com%2F',
    );
    const [locked, unlocked] = [[], [id]].map((given) => review(url, { unlocked: given }));
    expect(locked?.notReadOnly).toEqual({ changing: 1, unknown: 0 });
    expect(unlocked?.presets.find((one) => one.id === 'read-only')?.keep).toEqual([...clay.required, 'crm.objects.deals.read']);
  });

  it('stays locked when an error named the scope as required, whatever the profile says', () => {
    const id = 'crm.objects.deals.read';
    const learnt = review(clayUrl, { learnedRequired: [id], unlocked: [id] }).scopes.find((scope) => scope.id === id);
    expect(learnt).toMatchObject({ requirement: 'required', provenance: 'learned', locked: true, unlockable: false });
  });

  it('of an unknown scope has no guessed label or access level', () => {
    const built = review(hubspotUrl(['oauth'], ['acme.orders.write']));
    expect(built.scopes[1]).toMatchObject({ known: false, access: null, label: 'Unknown scope', tags: ['unknown'] });
    expect(built.findings).toContainEqual(
      expect.objectContaining({ id: 'unknown-scopes', params: [['acme.orders.write']], scopes: ['acme.orders.write'] }),
    );
  });
});

describe('the remembered selection', () => {
  it('is preselected, while new scopes follow the default and removed ones are listed', () => {
    const last = remembered({
      at: 5,
      requested: [...clay.required, 'crm.objects.deals.write', 'gone.read'],
      required: clay.required.filter((id) => id !== 'crm.lists.read'),
      kept: [...clay.required, 'gone.read'],
      dropped: ['crm.objects.deals.write'],
    });
    const built = review(clayUrl, { remembered: last });
    expect(built.selection).not.toContain('crm.objects.deals.write');
    expect(built.selection).toContain('crm.objects.deals.read');
    expect(built.selection).not.toContain('automation.sequences.read');
    expect(built.selection).not.toContain('gone.read');
    expect(built.scopes.find((scope) => scope.id === 'crm.objects.deals.read')?.tags).toContain('new');
    expect(built.scopes.find((scope) => scope.id === 'crm.lists.read')?.tags).toContain('newly-required');
    expect(built.changes).toMatchObject({ since: 5, removed: ['gone.read'], newlyRequired: ['crm.lists.read'] });
    expect(preset(built, 'last')).toEqual(built.selection);
  });

  it('has nothing newly required because a profile says so, which the request does not', () => {
    const optional = clay.required.filter((id) => id !== 'oauth');
    const requested = ['oauth', ...optional];
    const url = hubspotUrl(['oauth'], optional).replace('app.example.com', 'app.clay.com');
    const built = review(url, { remembered: remembered({ at: 5, requested, required: ['oauth'], kept: requested }) });
    expect(built.scopes.filter(({ requirement }) => requirement === 'required').length).toBeGreaterThan(1);
    expect(built.changes).toEqual({ since: 5, added: [], removed: [], newlyRequired: [] });
  });

  it('is not said to be what is selected if a scope that it drops must stay now', () => {
    const [dropped = '', ...kept] = clay.required;
    const requested = request(clayUrl).scopes.map(({ id }) => id);
    const others = requested.filter((id) => !clay.required.includes(id));
    const last = remembered({ at: 5, requested, required: kept, kept, dropped: [dropped, ...others] });
    const built = review(clayUrl, { remembered: last });
    expect(built).toMatchObject({ keptAgain: [dropped], saved: kept, selection: clay.required });
    expect(built.presets.filter(({ isLast }) => isLast)).toEqual([]);
    expect(built.presets[0]).toMatchObject({ id: 'last', keep: clay.required, added: 0, required: 1 });
    const taught = review(clayUrl, { remembered: { ...last, kept: clay.required, dropped: others }, learnedRequired: others.slice(0, 1) });
    expect(taught.keptAgain).toEqual(others.slice(0, 1));
  });

  it('counts for a scope under the other of its two names', () => {
    const url = (scope: string) =>
      `https://acme.my.salesforce.com/services/oauth2/authorize?client_id=1&redirect_uri=https://a.example/&scope=api+${scope}`;
    const parsed = salesforce.requests.parseRequest(url('offline_access'));
    if (!parsed.ok) throw new Error(parsed.reason);
    const last = remembered({ at: 5, requested: ['api', 'refresh_token'], kept: ['api'], dropped: ['refresh_token'] });
    const built = buildReview({ provider: salesforce, request: parsed.value, isObserved: true, remembered: last });
    expect(built).toMatchObject({ selection: ['api'], changes: { added: [], removed: [] } });
  });

  it('is overridden by the draft of this tab, which always contains the locked scopes', () => {
    expect(review(clayUrl, { draftSelection: [] }).selection).toEqual(clay.required);
  });
});

describe("the review of the provider's page", () => {
  const labels = (ids: readonly string[]) => ids.map((id) => hubspot.knowledge.findScope(id)?.pageLabels?.[0] ?? id);

  it('A10: counts all lines, marked lines and scopes without a line', () => {
    const built = review(clayUrl, { snapshot: pageSnapshot({ lines: [...labels(clay.required.slice(0, 3)), 'Something else'] }) });
    expect(built.page).toMatchObject({ lines: 4, marked: 3 });
    expect(built.page?.unseen).toHaveLength(15);
  });

  it('is read-only when the page offers switches of its own', () => {
    const built = review(clayUrl, { snapshot: pageSnapshot({ lines: labels(clay.required), switches: 2 }) });
    expect(built.editable).toBe(false);
    expect(built.readOnlyReason).toBe('page-offers-switches');
    expect(review(clayUrl, { snapshot: pageSnapshot({ lines: ['An account'], switches: 2 }) }).editable).toBe(true);
  });
});

describe('what the user chose', () => {
  const ids = request(clayUrl).scopes.map(({ id }) => id);
  const [first = '', second = '', ...known] = ids.filter((id) => !clay.required.includes(id));
  // Two scopes are new: one of the required ones, and an optional one.
  const [newRequired = '', ...required] = clay.required;
  const saved = remembered({ requested: [...required, ...known], kept: [...required, first], dropped: known });
  const kept = ids.filter((id) => required.includes(id) || id === first);

  it('is the draft of the tab, else what the request was narrowed to, else the saved selection without what is new', () => {
    const narrowed = hubspot.requests.narrow(request(clayUrl), new Set(clay.required));
    const current = request('url' in narrowed ? narrowed.url : '');
    const draft = ids.filter((id) => clay.required.includes(id) || id === second);
    expect(review(clayUrl)).toMatchObject({ chosen: null, saved: null });
    expect(review(clayUrl, { remembered: saved })).toMatchObject({ chosen: kept, saved: kept });
    expect(review(clayUrl, { remembered: saved }).selection).toEqual(
      ids.filter((id) => kept.includes(id) || id === newRequired || id === second),
    );
    expect(review(clayUrl, { remembered: saved, current })).toMatchObject({ chosen: clay.required, saved: kept });
    expect(review(clayUrl, { remembered: saved, current, draftSelection: draft })).toMatchObject({ chosen: draft, saved: kept });
  });

  it('stays known once the page was approved with all that it requests', () => {
    const approved = review(clayUrl, { remembered: saved, outcome: { kind: 'code' } });
    expect(approved).toMatchObject({ selection: ids, current: ids, chosen: kept, saved: kept });
  });
});

describe('the review after the request was narrowed', () => {
  const narrowed = hubspot.requests.narrow(request(clayUrl), new Set(clay.required));
  const current = request('url' in narrowed ? narrowed.url : '');

  it('still lists all 18 scopes, and reports the 7 that the page now requests', () => {
    const built = review(clayUrl, { current });
    expect(built.scopes).toHaveLength(18);
    expect(built.current).toHaveLength(7);
    expect(built.selection).toHaveLength(7);
  });

  it('can still be edited if the narrowed request ends like a link that was cut', () => {
    const whole = request(
      'https://app.hubspot.com/oauth/authorize?client_id=1&redirect_uri=https%3A%2F%2Fa.example&scope=oauth%20crm.objects.conta%20tickets',
    );
    const smaller = hubspot.requests.narrow(whole, new Set(['oauth', 'crm.objects.conta']), new Set(['tickets']));
    const cut = request('url' in smaller ? smaller.url : '');
    expect(cut.readOnly).toBe('truncated-scope');
    expect(buildReview({ provider: hubspot, request: whole, current: cut })).toMatchObject({ editable: true, readOnlyReason: null });
    expect(buildReview({ provider: hubspot, request: cut, current: cut })).toMatchObject({
      editable: false,
      readOnlyReason: 'truncated-scope',
    });
  });

  it('names the user as the one who can act when HubSpot misses a dropped scope', () => {
    const missing = pageSnapshot({
      headings: ['Couldn\u2019t complete the connection'],
      paragraphs: [
        'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required for the app to function.',
      ],
    });
    const of = (input: Partial<ReviewInput>) =>
      review(clayUrl, { snapshot: missing, ...input }).findings.find((finding) => finding.id === 'hubspot-scopes-missing');
    expect(of({ current })).toMatchObject({
      severity: 'blocker',
      confidence: 'observed',
      actor: 'you',
      scopes: ['crm.objects.deals.read'],
    });
    expect(of({})).toMatchObject({ actor: 'app-vendor' });
  });

  it('offers no further change once a code was issued', () => {
    expect(review(clayUrl, { outcome: { kind: 'code' } })).toMatchObject({
      editable: false,
      readOnlyReason: 'already-answered',
      presets: [],
    });
  });

  it('reports a code that was issued without a consent page', () => {
    const findingIds = (input: Partial<ReviewInput>) => review(clayUrl, input).findings.map(({ id }) => id);
    expect(findingIds({ outcome: { kind: 'code' } })).toContain('answered-without-page');
    expect(findingIds({ outcome: { kind: 'code' }, snapshot: pageSnapshot({ headings: ['Connect Clay to HubSpot'] }) })).toEqual([]);
    expect(findingIds({})).not.toContain('answered-without-page');
  });
});

describe('a request that an attacker controls', () => {
  const evil = clayUrl.replace('app.clay.com', 'evil.example');
  const heading = 'Couldn\u2019t complete the connection';
  const sentence =
    'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required for the app to function.';

  it('is matched to no app by its redirect host, even with a repeated redirect_uri', () => {
    expect(review(evil).app.matchedBy).toBeNull();
    expect(review(`${clayUrl}&redirect_uri=https%3A%2F%2Fevil.example`).app.matchedBy).toBe('scope-set');
  });

  it('raises no blocker by an error in the app name while the page lists scopes', () => {
    const lines = clay.required.map((id) => hubspot.knowledge.findScope(id)?.pageLabels?.[0] ?? id);
    const faked = review(clayUrl, {
      snapshot: pageSnapshot({ headings: [`Connect ${heading}. ${sentence} to HubSpot`], paragraphs: [sentence], lines }),
    });
    expect(faked.findings.filter((finding) => finding.severity === 'blocker')).toEqual([]);
    expect(review(clayUrl, { snapshot: pageSnapshot({ headings: [heading], paragraphs: [sentence] }) }).findings[0]?.severity).toBe(
      'blocker',
    );
  });

  it('is shown with invisible and direction-changing characters made visible', () => {
    expect(escapeInvisible('\u202Eevil\u0000\u200bread')).toBe('\u2039U+202E\u203aevil\u2039U+0000\u203a\u2039U+200B\u203aread');
  });
});

it('a review says that the account may be asked for again only where the request names none and can be sent', () => {
  expect(review(clayUrl).asksForAccount).toBe(true);
  expect(review(clayUrl.replace('/oauth/authorize', '/oauth/4521873/authorize')).asksForAccount).toBe(false);
  expect(review(clayUrl, { outcome: { kind: 'code' } }).asksForAccount).toBe(false);
});

describe('the plan findings', () => {
  const ids = (plans: Record<string, string> | null) =>
    review(clayUrl, { plans }).findings.map((finding) => [finding.id, finding.severity, finding.confidence, finding.scopes]);

  it('are only possible while the user has not stated the plans', () => {
    expect(ids(null)).toEqual([['hubspot-plan-not-stated', 'warning', 'possible', ['crm.objects.leads.read']]]);
  });

  it('name scopes that the stated plans lack, as refused in scope and left out in optional_scope', () => {
    const flagged = ids({ sales: 'starter' });
    expect(flagged[0]).toEqual(['hubspot-plan-refuses-connection', 'warning', 'likely', ['crm.objects.leads.read']]);
    expect(flagged[1]).toEqual(['hubspot-plan-leaves-out', 'notice', 'likely', ['crm.objects.leads.write']]);
  });

  it('are absent when the stated plans cover every scope', () => {
    expect(ids({ sales: 'enterprise' })).toEqual([]);
  });
});

it('a review can be built and serialized for every collected HubSpot request', () => {
  for (const row of corpusOf('hubspot')) {
    const built = review(hubspotUrl(row.scopes, row.optionalScopes));
    expect(built.scopes).toHaveLength(new Set([...row.scopes, ...row.optionalScopes]).size);
    expect(JSON.parse(JSON.stringify(built))).toEqual(built);
  }
});
