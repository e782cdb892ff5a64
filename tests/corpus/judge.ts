/** Compares what the engine makes of a case with the verdict that would be right. */
import { providerById } from '@/providers';
import type { Confidence } from '@/providers/contract/finding';
import { openFile } from '@/utils/files/open';
import { buildReview } from '@/utils/review/build-review';
import { parseInput } from '@/utils/review/parse-input';
import type { ReadRequest } from '@/utils/review/read-link';
import { readRequests } from '@/utils/review/read-requests';
import type { Review } from '@/utils/review/types';
import type { Case, DiagnoseVerdict, ReviewVerdict } from './cases';

/**
 * - `right`: exactly what the verdict says.
 * - `unknown`: something is to be known, and the engine honestly says that it does not know it.
 * - `missed`: the right answer is there but not first, or a fact beside it is absent.
 * - `wrong`: something false is said.
 */
export type Grade = 'right' | 'unknown' | 'missed' | 'wrong';

/** The grade of one case, and what it rests on. */
export interface Judgment {
  grade: Grade;
  /** Why the grade is not `right`; empty if it is. */
  why: string;
  /** What the engine said, on one line. */
  got: string;
}

/** A few cases may stay unknown, but nothing false may be said. */
export const MIN_RIGHT = 250;

/** Whether nothing is wrong and enough of the corpus is right. */
export function isGoodEnough(grades: readonly Grade[]): boolean {
  return !grades.includes('wrong') && grades.filter((one) => one === 'right').length >= MIN_RIGHT;
}

/** Judges one case with the functions behind `npm run diagnose` and `npm run review`. */
export function judge(one: Case): Judgment {
  return one.command === 'diagnose' ? judgeDiagnosis(one.input, one.verdict) : judgeReview(one.input, one.verdict);
}

const grade = (name: Grade, why: string): Omit<Judgment, 'got'> => ({ grade: name, why });
const right = grade('right', '');

const listOf = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);
const sameSet = (left: readonly string[], right: readonly string[]) => left.toSorted().join() === right.toSorted().join();
const isCertain = (confidence: Confidence) => confidence !== 'possible';

/** The provider of a review; null for the one that stands for every unknown server. */
function providerIn(review: Review | null) {
  return review && review.provider.id !== 'oauth2' ? review.provider.id : null;
}

function judgeDiagnosis(input: string, verdict: DiagnoseVerdict): Judgment {
  const parsed = parseInput(input);
  const review = parsed.ok ? buildReview({ ...parsed.input, isObserved: true }) : null;
  return { ...gradeDiagnosis(review, verdict), got: describeDiagnosis(review, parsed.ok ? '' : parsed.reason) };
}

function describeDiagnosis(review: Review | null, reason: string): string {
  if (!review) return `unreadable (${reason})`;
  const { diagnosis } = review;
  if (!diagnosis) return `${review.provider.id}: ${isApproval(review) ? 'approved' : 'nothing failed'}`;
  const causes = diagnosis.causes.map(({ id, confidence, actor, scopes }) => `${id} (${[confidence, actor, ...scopes].join(', ')})`);
  return `${review.provider.id}: ${causes.slice(0, 3).join(' · ') || diagnosis.finding.id}`;
}

function isApproval({ outcome }: Review): boolean {
  return outcome?.kind === 'code';
}

function gradeDiagnosis(review: Review | null, verdict: DiagnoseVerdict) {
  const diagnosis = review?.diagnosis ?? null;
  const causes = diagnosis?.causes ?? [];
  const expected = listOf(verdict.cause);
  const actors = listOf<string | null>(verdict.actor);
  const [first] = causes;
  const isUnknownRight = expected.includes(null);

  const shared = gradeShared(review, verdict);
  if (shared.grade === 'wrong') return shared;
  if (review && !diagnosis && !verdict.isHarmless && !isApproval(review)) return grade('wrong', 'says that nothing failed');
  if (review && isApproval(review) && !verdict.isApproved) return grade('wrong', 'says that an approval came back');
  const named = diagnosis ? [diagnosis.finding, ...causes] : [];
  const never = named.find(({ id, confidence }) => verdict.never.includes(id) && (isCertain(confidence) || id === first?.id));
  if (never) return grade('wrong', `never ${never.id}`);
  const false_ = causes.find(({ id, confidence }) => isCertain(confidence) && !expected.includes(id));
  if (false_) return grade('wrong', `${false_.id} is called ${false_.confidence}`);

  if (verdict.isApproved) return review && isApproval(review) ? shared : grade('unknown', 'no word of the approval');
  if (!first) {
    if (isUnknownRight) return shared;
    return grade('unknown', 'no cause');
  }
  if (!expected.includes(first.id)) {
    return grade('missed', isUnknownRight ? 'lists causes of something unknown' : 'another cause is first');
  }
  if (!actors.includes(first.actor)) return grade('missed', `actor ${first.actor}`);
  if (verdict.scopes && !sameSet(verdict.scopes, first.scopes)) return grade('missed', `scopes ${first.scopes.join(', ') || 'none'}`);
  if (verdict.confidence && verdict.confidence !== first.confidence) return grade('missed', `only ${first.confidence}`);
  return shared;
}

/** Checks the provider, what must stay hidden, and the findings. An unread text hides everything. */
function gradeShared(review: Review | null, { provider, hidden = [], findings = [] }: DiagnoseVerdict | ReviewVerdict) {
  if (!review) return right;
  const named = providerIn(review);
  const leaked = hidden.find((secret) => JSON.stringify(review).includes(secret));
  if (leaked) return grade('wrong', `repeats ${leaked}`);
  if (!listOf<string | null>(provider).includes(named)) {
    return named === null ? grade('missed', 'names no provider') : grade('wrong', `names ${named}`);
  }
  const absent = findings.find(
    ({ ids, scopes }) => !review.findings.some((one) => ids.includes(one.id) && scopes.every((scope) => one.scopes.includes(scope))),
  );
  return absent
    ? grade('missed', `lacks the finding ${absent.ids.join(' or ')} about ${absent.scopes.join(', ') || 'the request'}`)
    : right;
}

function judgeReview(input: string, verdict: ReviewVerdict): Judgment {
  const opened = openFile(input);
  const results: ReadRequest[] = opened?.found.map((found) => ({ ok: true, request: found.input.request })) ?? readRequests(input);
  const reviews = results.flatMap((result) => {
    const provider = result.ok ? providerById(result.request.provider) : undefined;
    return result.ok && provider ? [buildReview({ provider, request: result.request, isObserved: true })] : [];
  });
  const reasons = results.flatMap((result) => (result.ok ? [] : [`unreadable (${result.reason})`]));
  return { ...gradeResults(reviews, results, verdict), got: [...reviews.map(describeReview), ...reasons].join(' / ') };
}

/** Each case has one request or none, so every further result is made up. */
function gradeResults(reviews: readonly Review[], results: readonly ReadRequest[], verdict: ReviewVerdict) {
  const [review, other] = reviews;
  if (!review) return gradeUnread(results, verdict);
  if (other) return grade('wrong', 'reads several requests');
  const graded = gradeReview(review, verdict);
  return graded.grade === 'right' && results.length > 1 ? grade('missed', 'calls a part of the text unreadable') : graded;
}

function describeReview({ provider, clientId, account, readOnlyReason, scopes, findings }: Review): string {
  const details = [`client ${clientId}`, `account ${account}`, `read-only ${readOnlyReason}`].filter((text) => !text.endsWith(' null'));
  const ids = scopes.map(({ id, requirement }) => `${id} (${requirement})`);
  return [`${provider.id}: ${ids.join(', ') || 'no scopes'}`, ...details, ...findings.map(({ id }) => id)].join(' · ').replace(/\s+/g, ' ');
}

function gradeUnread(results: readonly ReadRequest[], { unreadable }: ReviewVerdict) {
  if (!unreadable) return grade('unknown', 'not read');
  const other = results.find((result) => !result.ok && !unreadable.includes(result.reason));
  return other && !other.ok ? grade('missed', `refused as ${other.reason}`) : right;
}

function gradeReview(review: Review, verdict: ReviewVerdict) {
  const { required, optional } = verdict;
  const expected = verdict.scopes ?? (required || optional ? [...(required ?? []), ...(optional ?? [])] : undefined);
  const ids = review.scopes.map(({ id }) => id);

  const shared = gradeShared(review, verdict);
  if (shared.grade === 'wrong') return shared;
  if (!expected) return grade('wrong', 'makes up a request');
  const extra = ids.find((id) => !expected.includes(id));
  if (extra !== undefined) return grade('wrong', `makes up the scope ${extra.replace(/\s+/g, ' ')}`);
  const never = [review.readOnlyReason, ...review.findings.map(({ id }) => id), ...ids].find((id) => id && verdict.never.includes(id));
  if (never) return grade('wrong', `never ${never}`);
  const facts = ['clientId', 'redirectHost', 'account'] as const;
  // As the terminal prints it.
  const read = { ...review, redirectHost: review.redirectHost?.replace(/^http:\/\//, '') ?? null };
  const false_ = facts.find((fact) => verdict[fact] !== undefined && read[fact] !== null && read[fact] !== verdict[fact]);
  if (false_) return grade('wrong', `${false_} ${read[false_]}`);
  const idsThatAre = (isOptional: boolean) =>
    review.scopes.filter(({ requirement }) => requirement.startsWith('optional') === isOptional).map(({ id }) => id);
  const swapped = [...idsThatAre(false).filter((id) => optional?.includes(id)), ...idsThatAre(true).filter((id) => required?.includes(id))];
  if (swapped.length > 0) return grade('wrong', `mistakes the requirement of ${swapped.join(', ')}`);

  const missing = expected.filter((id) => !ids.includes(id));
  if (missing.length > 0) return grade('missed', `lacks ${missing.join(', ')}`);
  const absent = facts.find((fact) => verdict[fact] !== undefined && read[fact] === null);
  if (absent) return grade('missed', `lacks the ${absent}`);
  const isDeclared = review.scopes.every(({ requirement }) => requirement !== 'undeclared');
  if (required && !isDeclared) return grade('missed', 'does not tell required from optional');
  if (verdict.readOnly && verdict.readOnly !== review.readOnlyReason) return grade('missed', `read-only ${review.readOnlyReason}`);
  return shared;
}
