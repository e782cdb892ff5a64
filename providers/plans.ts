/** Names the plans of a catalogue, and compares them with the plans that the user stated. */
import type { Catalogue, CatalogueScope, Plan } from './contract/catalogue';

/**
 * The plan's name, for example `Sales Hub Professional`; only the edition if any product will do.
 */
function planName(catalogue: Catalogue, plan: Plan): string {
  const product = catalogue.plans.find((candidate) => candidate.product === plan.product);
  const edition = (product ?? catalogue.plans[0])?.editions.find(({ id }) => id === plan.edition)?.name ?? plan.edition;
  return product ? `${product.name} ${edition}` : edition;
}

/**
 * Whether the account has one of the needed plans. `stated` maps products to the editions that the
 * user stated; the edition of any other product, or one that the catalogue lacks, is unknown.
 */
export function hasPlan(catalogue: Catalogue, stated: Readonly<Record<string, string>>, needs: readonly Plan[]): 'yes' | 'no' | 'unknown' {
  const answers = catalogue.plans.flatMap(({ product, editions }) => {
    const rank = (edition: string | undefined) => editions.findIndex(({ id }) => id === edition);
    const needed = needs.filter((need) => isAbout(need, product)).map((need) => rank(need.edition));
    const possible = needed.filter((index) => index >= 0);
    if (possible.length === 0) return [];
    const has = rank(stated[product]);
    return [has < 0 ? 'unknown' : has >= Math.min(...possible) ? 'yes' : 'no'];
  });
  if (answers.includes('yes')) return 'yes';
  return answers.length === 0 || answers.includes('unknown') ? 'unknown' : 'no';
}

/** Returns the names of the plans that include at least one of the scopes, each once. */
export function planNames(catalogue: Catalogue, scopes: readonly (CatalogueScope | undefined)[]): string[] {
  return [...new Set(scopes.flatMap((scope) => scope?.plans ?? []).map((plan) => planName(catalogue, plan)))];
}

/** The products of the catalogue on whose editions at least one of the scopes depends. */
export function productsOf(catalogue: Catalogue, scopes: readonly (CatalogueScope | undefined)[]): Catalogue['plans'] {
  const needs = scopes.flatMap((scope) => scope?.plans ?? []);
  return catalogue.plans.filter(({ product }) => needs.some((need) => isAbout(need, product)));
}

const isAbout = (need: Plan, product: string) => need.product === 'any' || need.product === product;
