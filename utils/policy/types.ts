/** The types of what a policy decides. They are plain JSON, so that a review can carry them. */
import type { ScopeId } from '@/providers/contract/catalogue';

/** Whether an app may have a scope: yes, after the user confirmed a reason, or no. */
export type PolicyAction = 'allow' | 'ask' | 'deny';

/**
 * `off`: the policy is not applied. `audit`: it is only reported. `enforce`: it changes reviews.
 */
export type PolicyMode = 'off' | 'audit' | 'enforce';

/**
 * Whose policy it is: the browser's administrator set it, the user did, or a command named a file.
 */
export type PolicyOwner = 'organization' | 'user' | 'file';

/** What the policy says about one scope. */
export interface ScopeDecision {
  action: PolicyAction;
  /** The position of the rule in the file, from 0; null if no rule matches. */
  rule: number | null;
  /** Why, for the user; null if no rule matches and the scope is allowed. */
  reason: string | null;
  /** A page of the rule's author; null if there is none. */
  link: string | null;
}

/** What the policy says about a request. */
export interface PolicyResult {
  owner: PolicyOwner;
  name: string;
  /** The day of the policy as its file states it, `YYYY-MM-DD`. */
  date: string;
  mode: PolicyMode;
  /** The decision on each scope of the request, in its order, and on those that only its page lists. */
  scopes: readonly ({ id: ScopeId } & ScopeDecision)[];
  /**
   * The denied scopes that can't be dropped. Unless the list is empty, the app can't be connected
   * under the policy; once it is connected, these are the ones that were requested.
   */
  blocking: readonly ScopeId[];
  /** The denied scopes that can be dropped. */
  dropped: readonly ScopeId[];
  /** The scopes about which the user is asked. */
  asked: readonly ScopeId[];
  /** Whether the request may have scopes that were not read. */
  isIncomplete: boolean;
  /** The decision on a scope that was not read; null unless there may be one. */
  unseen: ScopeDecision | null;
}

/** What a policy would do to a request: prevent the connection, change the request, or nothing. */
export type PolicyEffect = 'blocked' | 'changed' | 'allowed';

/**
 * What a policy does to a request, in one word for a list. Each has texts `workbench_policy_does_<word>` and
 * `workbench_policy_would_<word>`.
 */
export type PolicyVerdict = 'denied' | 'partly-denied' | 'asks' | 'unknown' | 'allowed';

/** The scopes of a request about which one rule decides. */
export interface RuleMatch extends ScopeDecision {
  scopes: readonly ScopeId[];
}
