/**
 * Collects what earns a finding the confidence `observed`: the published wording of an error, or
 * something that was observed.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { genericProvider, providers } from '@/providers';
import type { Source } from '@/providers/contract/catalogue';
import type { ErrorRule, Signal } from '@/providers/contract/diagnosis';
import { pastedText } from '@/utils/diagnosis/compared-text';
import { bestMatch } from '@/utils/diagnosis/match-text';
import { rankCauses } from '@/utils/diagnosis/rank';
import { errorFinding, recognized } from '@/utils/diagnosis/recognize';

/** One finding that may be `observed`. `kind` is null if nothing here names what earns that. */
export interface Observed {
  id: string;
  kind: string | null;
  source?: Source;
}

const root = join(import.meta.dirname, '../..');
const everyProvider = [...providers, genericProvider];

/** Who published a wording, by the host of the source, the owner of its repository, or its title. */
const publishers: readonly (readonly [kind: string, address: RegExp, title: RegExp])[] = [
  ['wording in the protocol', /^https:\/\/(www\.rfc-editor\.org|openid\.net)\//, /^RFC \d/],
  [
    'wording reported by users',
    /^https:\/\/(integrate\.hubspot\.com|github\.com\/(?!(doorkeeper-gem|getoutreach)\/))/,
    /\b(Report|Answer|Notes|Text quoted|quoted in)\b/,
  ],
  [
    'wording published by the vendor',
    /^https:\/\/(([\w-]+\.)*(salesforce|hubspot|outreach)\.(com|io)|github\.com\/(doorkeeper-gem|getoutreach))\//,
    /^(Salesforce|HubSpot|Outreach)\b/,
  ],
  ['wording in the guide of an app', /^https:\/\/(support\.movedata\.io|www\.nango\.dev)\//, /^\w+: /],
];

function publisherOf({ url, title }: Source): string | null {
  return publishers.find(([, address, name]) => (url === undefined ? name.test(title) : address.test(url)))?.[0] ?? null;
}

/** The rules whose wordings the engine turns into an `observed` finding. */
export function observedRules(): Observed[] {
  const rules = everyProvider.flatMap(({ knowledge }) => knowledge.errors);
  return [...new Map(rules.map((rule) => [rule.id, rule])).values()].flatMap((rule) => {
    const isObserved = rule.texts.some(({ text }) => findingOf(rule, text)?.confidence === 'observed');
    return isObserved ? [{ id: rule.id, kind: publisherOf(rule.source), source: rule.source }] : [];
  });
}

function findingOf(rule: ErrorRule, wording: string) {
  const text = wording.replaceAll('*', 'some.scope]');
  const match = bestMatch([rule], pastedText(text));
  return match && errorFinding(recognized(match, text));
}

/** The findings that the code calls `observed` without the wording of an error. */
const observations: Readonly<Record<string, string>> = {
  'answered-with-file': 'the browser saved a file',
  'unknown-error': 'the error itself, not its cause',
  'unknown-scopes': 'the scopes of the request',
  'oauth-app-failed': 'the page that the app showed right after it got its code',
  'oauth-code-returned': 'the code in the answer to a known request',
  'oauth-no-scopes': 'the scopes of the request',
  'outreach-mcp-server': 'the path of the request',
  'page-differed': 'the form of the page',
  'page-differs': 'the form of the page',
  'salesforce-acts-any-time': 'the scopes of the request',
  'salesforce-user-access': 'the scopes of the request',
  'salesforce-existing-session': 'the pages that the tab went through',
  'salesforce-sso-observed': 'the pages that the tab went through',
  'salesforce-sso-observed-unknown': 'the pages that the tab went through',
  'salesforce-sso-observed-unseen': 'the pages that the tab went through',
  'salesforce-full-user': 'the answer of the org',
  'salesforce-integration-user': 'the answer of the org',
  'salesforce-session-user-differs': 'the page and the answer of the org',
  'salesforce-sso-offered': 'the answer of the org',
  'policy-blocks': 'a rule of the policy',
  'policy-asks': 'a rule of the policy',
  'policy-switch-off': 'a rule of the policy',
  // Between a request and the settings of its app.
  'other-client': 'both client IDs',
  'pkce-missing': 'the parameters of the request',
  'pkce-plain': 'the parameters of the request',
  'state-missing': 'the parameters of the request',
  'implicit-grant': 'the parameters of the request',
  'plain-http': 'the redirect URIs',
  'full-access': 'the scopes of the request and of the settings',
  'refresh-token-unlimited': 'a policy of the settings',
  'refresh-token-expires-at-once': 'a policy of the settings',
  'refresh-token-not-rotated': 'a policy of the settings',
};

/** The findings that a literal `confidence: 'observed'` in the code may belong to. */
export function observedInCode(): Observed[] {
  const files = ['providers', 'utils'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => `${folder}/${path}`),
  );
  const ids = files.flatMap((path) => {
    const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
    const found: string[] = [];
    const visit = (node: ts.Node) => {
      if (ts.isObjectLiteralExpression(node) && canBeObserved(node)) found.push(...idsOf(node, path));
      ts.forEachChild(node, visit);
    };
    visit(file);
    return found;
  });
  return [...new Set(ids)].map((id) => ({ id, kind: observations[id] ?? null }));
}

/** Whether the object has a `confidence` that is or may be `observed`; a schema is no finding. */
function canBeObserved(object: ts.ObjectLiteralExpression): boolean {
  const confidence = propertyOf(object, 'confidence');
  if (!confidence || !ts.isPropertyAssignment(confidence) || ts.isCallExpression(confidence.initializer)) return false;
  return confidence.initializer.getText().includes("'observed'");
}

function propertyOf(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | undefined {
  return object.properties.find((property) => property.name?.getText() === name);
}

/** The ID of a finding; if the code computes it, the literals of that, or the place of the code. */
function idsOf(object: ts.ObjectLiteralExpression, path: string): string[] {
  const id = propertyOf(object, 'id') ?? propertyOf(object, 'kind');
  if (id && ts.isPropertyAssignment(id)) {
    if (ts.isStringLiteral(id.initializer)) return [id.initializer.text];
    // The rule of an error lends its ID to the finding, and `observedRules` covers the rules.
    if (id.initializer.getText() === 'rule.id') return [];
  }
  const scope = ts.findAncestor(object, ts.isFunctionDeclaration);
  const literals =
    scope
      ?.getText()
      .match(/\bid = [^;]*/)?.[0]
      .match(/'[\w-]+'/g) ?? [];
  return literals.length > 0 ? literals.map((text) => text.slice(1, -1)) : [`${path}: ${object.getText()}`];
}

/**
 * The causes that ranking calls `observed`: with each error of the cause, alone and beside each other
 * signal. An estimate must never be, so this is empty.
 */
export function observedByRanking(): string[] {
  return everyProvider.flatMap(({ knowledge: { causes } }) => {
    const signals = [...new Set(causes.flatMap(({ likelihoods }) => Object.keys(likelihoods) as Signal[]))];
    const errors = signals.filter((signal) => signal.startsWith('error:'));
    return errors.flatMap((error) =>
      signals.flatMap((signal) =>
        rankCauses(causes, [error, signal]).flatMap(({ rule, confidence }) =>
          (confidence as string) === 'observed' ? [`${rule.id} for ${error}, ${signal}`] : [],
        ),
      ),
    );
  });
}

/** Every finding that may be `observed`. */
export function everyObserved(): Observed[] {
  return [...observedRules(), ...observedInCode()];
}
