import type { CatalogueScope } from '@/providers/contract/catalogue';

type AccessFacts = Pick<CatalogueScope, 'access' | 'alsoAllows'>;

/** Scopes that view and change. */
export const readAndWrite: AccessFacts = { access: 'write', alsoAllows: ['read'] };

/** Scopes that create, change and delete. */
export const writeAndDelete: AccessFacts = { access: 'write', alsoAllows: ['delete'] };
