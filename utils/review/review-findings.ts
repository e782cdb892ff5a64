/** What a review finds besides its scopes: the findings, and the diagnosis of an error. */
import { genericProvider, providers } from '@/providers';
import type { ScopeId } from '@/providers/contract/catalogue';
import type { Evidence } from '@/providers/contract/diagnosis';
import type { Finding } from '@/providers/contract/finding';
import { diagnose } from '@/utils/diagnosis/diagnose';
import type { Diagnosis } from '@/utils/diagnosis/types';
import type { Outcome } from '@/utils/flow/flow';
import { isOfUnknownProvider } from './chosen-provider';
import { hasSharedWords } from './error-provider';
import { chosenInApp, codeReturned, connectedWithoutPage, cutOff, noScopes, unknownScopes } from './general-findings';
import type { Recognized } from './match-profile';
import type { ReviewInput } from './review-input';
import type { ReviewScope } from './types';
import { failureLineIn } from './written-error';

/** What the earlier steps of `buildReview` found out. */
interface Reviewed {
  recognized: Recognized;
  scopes: readonly ReviewScope[];
  outcome: Outcome | null;
  /** How many lines of the page list requested scopes. */
  marked: number;
  /** The scopes of the active request, which has fewer than the app's own if it is narrowed. */
  current: readonly ScopeId[];
  /** The scopes that are ticked. */
  selection: readonly ScopeId[];
}

/** Returns the findings of a request and, after an error, its diagnosis. */
export function findingsOf(
  input: ReviewInput,
  { recognized, scopes, outcome, marked, current, selection }: Reviewed,
): { findings: Finding[]; diagnosis: Diagnosis | null } {
  const { provider, request, snapshot = null } = input;
  // A stranger may use the name or the scopes of any app.
  const profile = recognized.isCertain ? recognized.profile : null;
  const evidence: Evidence = {
    request,
    profile,
    snapshot,
    navigation: input.navigation ?? [],
    plans: input.plans ?? null,
    learnedRequired: input.learnedRequired ?? [],
    org: input.org ?? null,
  };
  // What the user dropped with Continue is warned of only if it is ticked again.
  const atStake = new Set([...current, ...selection]);
  const asked = { ...request, scopes: request.scopes.filter(({ id }) => atStake.has(id)) };
  const isConnected = outcome?.kind === 'code';
  // Only in a tab would a consent page have been seen.
  const connected = () =>
    request.url === '' || input.pastedFrom ? codeReturned(request.url !== '', input.appError) : connectedWithoutPage(provider, snapshot);
  const others = [
    // A blocker warns of what is about to happen, which is pointless once the app is connected.
    ...(isConnected
      ? connected()
      : [
          ...provider.rules.blockers({ ...evidence, request: asked }),
          ...cutOff(request),
          ...noScopes(request, request.server ?? provider.name),
        ]),
    ...(isConnected || scopes.length === 0 ? [] : chosenInApp(profile)),
    ...unknownScopes(scopes.filter(({ id, known }) => !known && atStake.has(id)).map(({ id }) => id)),
  ];
  const stated = !isOfUnknownProvider(input) ? 'known' : provider === genericProvider ? 'unknown' : 'named';
  const owner = input.isProviderChosen ? 'chosen' : stated;
  const { findings: errors, diagnosis } = diagnose(provider, {
    evidence,
    marked,
    outcome,
    errorText: input.errorText ?? null,
    importedSignals: input.importedSignals ?? [],
    reduced: current.length < request.scopes.length,
    requested: current,
    answers: input.answers ?? {},
    others,
    dropped: input.dropped ?? null,
    at: input.isUnled ? null : (input.outcomeAt ?? null),
    isUnled: input.isUnled ?? false,
    pastedFrom: input.pastedFrom ?? null,
    isShared: !!input.errorText && hasSharedWords(input.errorText),
    owner,
    ownerNames: owner === 'unknown' ? providers.map(({ name }) => name) : [],
  });
  const failureLine = diagnosis && failureLineIn(diagnosis.errorText, 'stated');
  return { findings: [...errors, ...others], diagnosis: diagnosis && { ...diagnosis, failureLine } };
}
