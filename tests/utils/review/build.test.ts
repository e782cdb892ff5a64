import { describe, expect, it } from 'vitest';
import { hubspot } from '@/providers/hubspot';
import { clay } from '@/providers/hubspot/apps/clay';
import { buildReview, type ReviewInput } from '@/utils/review/build';
import { visible } from '@/utils/text';
import { corpusOf } from '../../corpus';
import { clayUrl, hubspotUrl } from '../../providers/hubspot/sample-urls';

function review(url: string, input: Partial<ReviewInput> = {}) {
  const parsed = hubspot.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return buildReview({ provider: hubspot, request: parsed.value, ...input });
}
function request(url: string) {
  const parsed = hubspot.parseRequest(url);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}
const reading = (input: Partial<NonNullable<ReviewInput['reading']>>) => ({
  headings: [],
  paragraphs: [],
  lines: [],
  username: null,
  lineScopes: [],
  switches: 0,
  ...input,
});
const remembered = (input: Partial<NonNullable<ReviewInput['remembered']>>) => ({
  at: 1,
  requested: [],
  required: [],
  kept: [],
  dropped: [],
  ...input,
});
const preset = (of: ReturnType<typeof review>, id: string) => of.presets.find((candidate) => candidate.id === id)?.keep;

describe('Clay on HubSpot', () => {
  it('has 7 required and locked, 9 on and ticked, 2 off and unticked', () => {
    const { scopes, selection, app } = review(clayUrl);
    expect(app).toMatchObject({ name: 'Clay', matchedBy: 'redirect-host' });
    const by = (requirement: string) => scopes.filter((scope) => scope.requirement === requirement);
    expect([by('required').length, by('optional-on').length, by('optional-off').length]).toEqual([7, 9, 2]);
    expect(by('required').every((scope) => scope.locked && scope.provenance === 'profile')).toBe(true);
    expect(selection).toHaveLength(16);
    expect(by('optional-off').some((scope) => selection.includes(scope.id))).toBe(false);
  });

  it('knows where Clay’s users change the scopes, unless a resemblance is all that names it', () => {
    expect(review(clayUrl).app.reconnectPath).toBe('Settings → Connected accounts → Reconnect');
    expect(review(clayUrl.replace('app.clay.com', 'app.example.com')).app).toMatchObject({ matchedBy: 'scope-set', reconnectPath: null });
  });

  it('keeps 11 in the read-only preset: required, and what is on by default and only reads', () => {
    const it = review(clayUrl);
    expect([preset(it, 'all')?.length, preset(it, 'app-default')?.length, preset(it, 'read-only')?.length]).toEqual([18, 16, 11]);
    expect(preset(it, 'last')).toBeUndefined();
  });

  it('is recognised by client_id, then redirect host, then a name on the page, then its scope set', () => {
    const elsewhere = clayUrl.replace('app.clay.com', 'app.example.com');
    expect(review(elsewhere).app).toMatchObject({ name: 'Clay', matchedBy: 'scope-set' });
    const titled = reading({ headings: ['Connect Clay to HubSpot'] });
    expect(review(elsewhere, { reading: titled }).app.matchedBy).toBe('page-name');
    expect(review(elsewhere, { provider: { ...hubspot, apps: [{ ...clay, clientIds: ['7f0d-CLIENT'] }] } }).app.matchedBy).toBe(
      'client-id',
    );
    expect(
      review(clayUrl.replace('app.clay.com', 'clay.com.evil.example').replace('crm.lists.read', 'crm.lists.write')).app.name,
    ).toBeNull();
    expect(review(hubspotUrl(['oauth']), { reading: reading({ headings: ['Claymore asks'] }) }).app.name).toBeNull();
  });
});

describe('requirement and its provenance', () => {
  it('locks all of scope by the request when no profile says otherwise', () => {
    const [required, optional] = review(hubspotUrl(['oauth'], ['forms'])).scopes;
    expect(required).toMatchObject({ requirement: 'required', provenance: 'request', locked: true, unlockable: false });
    expect(optional).toMatchObject({ requirement: 'optional-on', provenance: 'request', locked: false });
  });

  it('offers to unlock an entry of scope that the profile calls optional, one by one', () => {
    const url = hubspotUrl([...clay.required, ...clay.optionalOn]);
    const id = 'crm.objects.deals.write';
    const find = (unlocked: string[]) => review(url, { unlocked }).scopes.find((scope) => scope.id === id);
    expect(find([])).toMatchObject({ requirement: 'optional-on', locked: true, unlockable: true });
    expect(find([id])).toMatchObject({ locked: false });
    expect(review(url, { unlocked: ['crm.lists.read'] }).scopes.find((scope) => scope.id === 'crm.lists.read')?.locked).toBe(true);
  });

  it('locks what an error taught, whatever the profile says', () => {
    const id = 'crm.objects.deals.read';
    const learnt = review(clayUrl, { learntRequired: [id], unlocked: [id] }).scopes.find((scope) => scope.id === id);
    expect(learnt).toMatchObject({ requirement: 'required', provenance: 'learnt', locked: true, unlockable: false });
  });

  it('names unknown scopes as unknown and guesses nothing of them', () => {
    const it = review(hubspotUrl(['oauth'], ['acme.orders.write']));
    expect(it.scopes[1]).toMatchObject({ known: false, access: null, label: 'Unknown scope', tags: ['unknown'] });
    expect(it.findings).toContainEqual(
      expect.objectContaining({ id: 'unknown-scopes', params: [['acme.orders.write']], scopes: ['acme.orders.write'] }),
    );
  });
});

describe('memory', () => {
  it('pre-selects the last selection; new scopes follow the default and are tagged, vanished ones are told', () => {
    const last = remembered({
      at: 5,
      requested: [...clay.required, 'crm.objects.deals.write', 'gone.read'],
      required: clay.required.filter((id) => id !== 'crm.lists.read'),
      kept: [...clay.required, 'gone.read'],
      dropped: ['crm.objects.deals.write'],
    });
    const it = review(clayUrl, { remembered: last });
    expect(it.selection).not.toContain('crm.objects.deals.write');
    expect(it.selection).toContain('crm.objects.deals.read');
    expect(it.selection).not.toContain('automation.sequences.read');
    expect(it.selection).not.toContain('gone.read');
    expect(it.scopes.find((scope) => scope.id === 'crm.objects.deals.read')?.tags).toContain('new');
    expect(it.scopes.find((scope) => scope.id === 'crm.lists.read')?.tags).toContain('newly-required');
    expect(it.changes).toMatchObject({ since: 5, removed: ['gone.read'], newlyRequired: ['crm.lists.read'] });
    expect(preset(it, 'last')).toEqual(it.selection);
  });

  it('a draft of this tab wins, and locked scopes stay in it', () => {
    expect(review(clayUrl, { draft: [] }).selection).toEqual(clay.required);
  });
});

describe('what the page shows', () => {
  const labels = (ids: readonly string[]) => ids.map((id) => hubspot.findScope(id)?.pageLabels?.[0] ?? id);

  it('A10 counts lines and marked lines, and says how many scopes no line shows', () => {
    const it = review(clayUrl, { reading: reading({ lines: [...labels(clay.required.slice(0, 3)), 'Something else'] }) });
    expect(it.page).toEqual({ lines: 4, marked: 3, unseen: 15 });
  });

  it('is read-only where the page offers switches of its own', () => {
    const it = review(clayUrl, { reading: reading({ lines: labels(clay.required), switches: 2 }) });
    expect([it.editable, it.readOnlyReason]).toEqual([false, 'page-offers-switches']);
    expect(review(clayUrl, { reading: reading({ lines: ['An account'], switches: 2 }) }).editable).toBe(true);
  });
});

describe('after a smaller request was issued', () => {
  const narrowed = hubspot.narrow(request(clayUrl), new Set(clay.required));
  const current = request('url' in narrowed ? narrowed.url : '');

  it('still lists all 18, and says that the page asks for 7', () => {
    const it = review(clayUrl, { current });
    expect([it.scopes.length, it.current.length, it.selection.length]).toEqual([18, 7, 7]);
  });

  it('takes the blame when HubSpot misses scopes', () => {
    const missing = reading({
      headings: ['Couldn\u2019t complete the connection'],
      paragraphs: [
        'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required for the app to function.',
      ],
    });
    const of = (input: Partial<ReviewInput>) =>
      review(clayUrl, { reading: missing, ...input }).findings.find((finding) => finding.id === 'hubspot-scopes-missing');
    expect(of({ current })).toMatchObject({
      severity: 'blocker',
      confidence: 'observed',
      actor: 'you',
      scopes: ['crm.objects.deals.read'],
    });
    expect(of({})).toMatchObject({ actor: 'app-vendor' });
  });

  it('re-issues nothing once a code was issued', () => {
    expect(review(clayUrl, { outcome: { kind: 'code' } })).toMatchObject({
      editable: false,
      readOnlyReason: 'already-answered',
      presets: [],
    });
  });

  it('says that nobody was asked where an answer came without a page', () => {
    const told = (input: Partial<ReviewInput>) => review(clayUrl, input).findings.map(({ id }) => id);
    expect(told({ outcome: { kind: 'code' } })).toContain('answered-without-page');
    expect(told({ outcome: { kind: 'code' }, reading: reading({ headings: ['Connect Clay to HubSpot'] }) })).toEqual([]);
    expect(told({})).not.toContain('answered-without-page');
  });
});

describe('what a stranger may write', () => {
  const evil = clayUrl.replace('app.clay.com', 'evil.example');
  const heading = 'Couldn\u2019t complete the connection';
  const sentence =
    'Authorization failed because the provided scopes are missing [crm.objects.deals.read], which are required for the app to function.';

  it('a resemblance is told as one, and a repeated redirect_uri names nobody', () => {
    expect(review(evil).app.matchedBy).toBe('scope-set');
    expect(review(`${clayUrl}&redirect_uri=https%3A%2F%2Fevil.example`).app.matchedBy).toBe('scope-set');
  });

  it('an app with an error for a name makes no blocker while the page lists scopes', () => {
    const lines = clay.required.map((id) => hubspot.findScope(id)?.pageLabels?.[0] ?? id);
    const faked = review(clayUrl, {
      reading: reading({ headings: [`Connect ${heading}. ${sentence} to HubSpot`], paragraphs: [sentence], lines }),
    });
    expect(faked.findings.filter((finding) => finding.severity === 'blocker')).toEqual([]);
    expect(review(clayUrl, { reading: reading({ headings: [heading], paragraphs: [sentence] }) }).findings[0]?.severity).toBe('blocker');
  });

  it('shows characters that would hide or turn a text', () => {
    expect(visible('\u202Eevil\u0000\u200bread')).toBe('\u2039U+202E\u203aevil\u2039U+0000\u203a\u2039U+200B\u203aread');
  });
});

describe('plans of the account', () => {
  const ids = (plans: Record<string, string> | null) =>
    review(clayUrl, { plans }).findings.map((finding) => [finding.id, finding.severity, finding.confidence, finding.scopes]);

  it('says "may" while nobody stated them', () => {
    expect(ids(null)).toEqual([['plan-not-stated', 'warning', 'possible', ['crm.objects.leads.read']]]);
  });

  it('flags what the stated plans lack: refused in scope, left out in optional_scope', () => {
    const flagged = ids({ sales: 'starter' });
    expect(flagged[0]).toEqual(['plan-refuses-connection', 'warning', 'likely', ['crm.objects.leads.read']]);
    expect(flagged[1]?.slice(0, 3)).toEqual(['plan-leaves-out', 'notice', 'likely']);
    expect(flagged[1]?.[3]).toContain('crm.objects.custom.read');
  });

  it('is silent when the plans are enough', () => {
    expect(ids({ sales: 'enterprise' })).toEqual([]);
  });
});

it('builds a review for every request of the corpus', () => {
  for (const row of corpusOf('hubspot')) {
    const it = review(hubspotUrl(row.scopes, row.optionalScopes));
    expect(it.scopes).toHaveLength(new Set([...row.scopes, ...row.optionalScopes]).size);
    expect(JSON.parse(JSON.stringify(it))).toEqual(it);
  }
});
