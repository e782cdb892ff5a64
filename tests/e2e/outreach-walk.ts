/** Steps on the simulated Outreach that several e2e tests share. */
import type { Page } from 'playwright';
import { outreachRegistration } from '../simulators/outreach/apps';
import type { Simulator } from '../simulators/server';
import { email, password } from './walk';

export const clayStart = 'https://app.clay.com/';

/** The scopes that Clay requests, in its order. */
export const clayScopes: readonly string[] = outreachRegistration.clay.scopes;
/** Returns Clay's other scopes, sorted like the result of `grantedScopes`. */
export const without = (...ids: string[]) => clayScopes.filter((id) => !ids.includes(id)).toSorted();

export const authorize = (tab: Page) => tab.getByRole('button', { name: 'Authorize' }).click();

/** Fills in the two steps of the login page. */
export async function logIn(tab: Page, betweenSteps = async () => {}): Promise<void> {
  await tab.getByLabel('Email').fill(email);
  await tab.getByRole('button', { name: 'Next' }).click();
  await betweenSteps();
  await tab.getByLabel('Password').fill(password);
  await tab.getByRole('button', { name: 'Log in' }).click();
  await tab.waitForURL(/\/oauth\/authorize\?/);
}

/** Signs the user in by cookie. */
export async function signedIn(tab: Page, simulator: Simulator, who = email): Promise<void> {
  await tab.context().addCookies([simulator.outreachCookie(who)]);
}

/**
 * Resolves to the scope in each line's mark as assistive technology reads it, or null for a line
 * without a mark.
 */
export async function markedScopes(tab: Page): Promise<(string | null)[]> {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const markIn = (node: (typeof nodes)[number]): string | null => {
    const name = String(node.name?.value ?? '');
    if (name.startsWith('Scope Review: ')) return name.split(', ').at(-1) ?? null;
    for (const child of node.childIds ?? []) {
      const inside = byId.get(child);
      const mark = inside && markIn(inside);
      if (mark) return mark;
    }
    return null;
  };
  return nodes.filter((node) => node.role?.value === 'listitem').map(markIn);
}
