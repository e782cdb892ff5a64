/** Plans of a catalogue: their names, and whether a stated one is enough. */
import type { Catalogue, Plan } from './contract/catalogue';

/** `Sales Hub Professional`; for `any` product just the edition. */
export function planName(catalogue: Catalogue, plan: Plan): string {
  const product = catalogue.plans.find((candidate) => candidate.product === plan.product);
  const edition = (product ?? catalogue.plans[0])?.editions.find(({ id }) => id === plan.edition)?.name ?? plan.edition;
  return product ? `${product.name} ${edition}` : edition;
}

/** `stated` is product to edition. An unknown edition reaches nothing. */
export function planSatisfies(catalogue: Catalogue, stated: Readonly<Record<string, string>>, need: Plan): boolean {
  return catalogue.plans.some(({ product, editions }) => {
    if (need.product !== 'any' && need.product !== product) return false;
    const rank = (edition: string | undefined) => editions.findIndex(({ id }) => id === edition);
    const needed = rank(need.edition);
    return needed >= 0 && rank(stated[product]) >= needed;
  });
}
