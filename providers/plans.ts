/** Names a plan of a catalogue, and compares it with the plans that the user set. */
import type { Catalogue, Plan } from './contract/catalogue';

/**
 * The plan's name, for example `Sales Hub Professional`; only the edition if any product will do.
 */
export function planName(catalogue: Catalogue, plan: Plan): string {
  const product = catalogue.plans.find((candidate) => candidate.product === plan.product);
  const edition = (product ?? catalogue.plans[0])?.editions.find(({ id }) => id === plan.edition)?.name ?? plan.edition;
  return product ? `${product.name} ${edition}` : edition;
}

/**
 * Whether the account has the needed plan. `stated` maps each product to the edition that the user
 * set. An edition that the catalogue lacks satisfies nothing.
 */
export function planSatisfies(catalogue: Catalogue, stated: Readonly<Record<string, string>>, need: Plan): boolean {
  return catalogue.plans.some(({ product, editions }) => {
    if (need.product !== 'any' && need.product !== product) return false;
    const rank = (edition: string | undefined) => editions.findIndex(({ id }) => id === edition);
    const needed = rank(need.edition);
    return needed >= 0 && rank(stated[product]) >= needed;
  });
}
