/** Scope lists that public apps really request, unchanged. */
import rows from './corpus/requests.json';

export interface CorpusRow {
  provider: string;
  app: string;
  source: string;
  scopes: readonly string[];
  optionalScopes: readonly string[];
}

export function corpusOf(provider: string): CorpusRow[] {
  return rows
    .filter((row) => row.provider === provider)
    .map((row) => ({
      provider,
      app: row.app,
      source: row.source,
      scopes: row.scopes,
      optionalScopes: row.optional_scopes,
    }));
}
