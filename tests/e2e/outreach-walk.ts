/** A person on the simulated Outreach. */
import type { Frame, Page } from 'playwright';
import { outreachRegistration } from '../simulators/outreach/apps';
import type { Simulator } from '../simulators/server';
import { email } from './walk';

export const clayStart = 'https://app.clay.com/';

/** What Clay asks for, in its order. */
export const clayScopes: readonly string[] = outreachRegistration.clay.scopes;
/** The rest, sorted as a token's scopes are read. */
export const without = (...ids: string[]) => clayScopes.filter((id) => !ids.includes(id)).toSorted();

export const boxFor = (review: Frame | Page, id: string) => review.getByRole('checkbox', { name: `(${id})` });
export const rowOf = (review: Frame | Page, id: string) => review.locator('li.sr-row', { has: review.locator(`[title="${id}"]`) });
export const authorize = (tab: Page) => tab.getByRole('button', { name: 'Authorize' }).click();

/** The login page in its two steps. */
export async function logIn(tab: Page, betweenSteps = async () => {}): Promise<void> {
  await tab.getByLabel('Email').fill(email);
  await tab.getByRole('button', { name: 'Next' }).click();
  await betweenSteps();
  await tab.getByLabel('Password').fill('anything');
  await tab.getByRole('button', { name: 'Log in' }).click();
  await tab.waitForURL(/\/oauth\/authorize\?/);
}

/** Signed in from the start. */
export async function signedIn(tab: Page, simulator: Simulator, who = email): Promise<void> {
  await tab.context().addCookies([simulator.outreachCookie(who)]);
}

/** The scope that each line of the page's list is marked as, null where it has no mark: what an assistive technology would read. */
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
