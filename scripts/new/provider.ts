/**
 * Creates the files of a new provider: copies of scripts/templates/provider with its names, and one
 * line in each registry.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providers } from '@/providers';
import { identifier, isTaken, nameOf, pascalCase } from './names';
import { addImport, type Changes, changeList, exists, Refused, read } from './tree';

const templates = join(import.meta.dirname, '../templates/provider');

/** The arguments of `npm run new-provider`. */
export interface NewProvider {
  id: string;
  name: string | undefined;
  /** The authorize URL; by default one on a reserved `.example` host. */
  authorizeUrl: URL | undefined;
}

/** The new and changed files. Throws `Refused` if the ID or the host is taken. */
export function newProvider({
  id,
  name = nameOf(id),
  authorizeUrl = new URL(`https://${id}.example/oauth/authorize`),
}: NewProvider): Changes {
  const variable = identifier(id, 'provider');
  refuseTaken(id, variable, authorizeUrl);
  // All names are replaced in one pass, so that no replacement changes the text of another.
  const names: Record<string, string> = {
    'acme-crm': id,
    acmeCrm: variable,
    AcmeCrm: pascalCase(id),
    'Acme CRM': name,
    'acme.example': authorizeUrl.hostname,
    '/oauth/authorize': authorizeUrl.pathname,
    '2000-01-01': new Date().toISOString().slice(0, 10),
  };
  const named = (text: string) =>
    text.replace(new RegExp(Object.keys(names).join('|'), 'g'), (placeholder) => names[placeholder] ?? placeholder);

  const changes = new Map<string, string>();
  for (const entry of readdirSync(templates, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = named(file.slice(templates.length + 1).replaceAll('\\', '/'));
    changes.set(path, relativeImports(path, named(readFileSync(file, 'utf8'))));
  }
  const registries: [path: string, opening: string, line: string, added: string][] = [
    ['providers/index.ts', 'providers: readonly Provider[] = [', `import { ${variable} } from './${id}';`, variable],
    [
      'providers/page-readers.ts',
      'pageReaders: readonly PageReader[] = [',
      `import { pageReader as ${variable} } from './${id}/page';`,
      variable,
    ],
    ['providers/urls.ts', 'urlRules: readonly UrlRules[] = [', `import { urls as ${variable} } from './${id}/urls';`, variable],
    [
      'tests/simulators/server.ts',
      'sites: readonly Site[] = [',
      `import { create${pascalCase(id)} } from './${id}/routes';`,
      `create${pascalCase(id)}(state)`,
    ],
  ];
  for (const [path, opening, line, added] of registries)
    changes.set(
      path,
      addImport(
        changeList(path, read(path), opening, (entries) => insert(entries, added)),
        line,
      ),
    );
  changes.set(
    'docs/permissions.md',
    withRow(read('docs/permissions.md'), `| \`https://${authorizeUrl.hostname}/*\` | ${name}'s authorization host |`),
  );
  return changes;
}

/** Adds the entry at the end, but before a spread element. */
function insert(entries: string[], added: string): string[] {
  const spread = entries.findIndex((entry) => entry.startsWith('...'));
  return spread < 0 ? [...entries, added] : [...entries.slice(0, spread), added, ...entries.slice(spread)];
}

/**
 * Templates compile in place with absolute imports; a copy gets relative imports like its
 * neighbors.
 */
function relativeImports(path: string, text: string): string {
  const floor = path.startsWith('providers/') ? 'providers/' : 'tests/simulators/';
  const up = path.startsWith(floor) ? '../'.repeat(path.slice(floor.length).split('/').length - 1) : `@/${floor}`;
  return text.replaceAll('@/scripts/templates/provider/', '@/').replaceAll(`'@/${floor}`, `'${up}`);
}

function withRow(page: string, row: string): string {
  const rows = [...page.matchAll(/^\| `https:.*\n/gm)];
  const last = rows.at(-1);
  if (!last) throw new Refused('docs/permissions.md has no table of hosts.');
  const end = last.index + last[0].length;
  return `${page.slice(0, end)}${row}\n${page.slice(end)}`;
}

function refuseTaken(id: string, variable: string, authorizeUrl: URL): void {
  for (const path of [
    `providers/${id}`,
    `providers/${id}.ts`,
    `tests/providers/${id}`,
    `tests/simulators/${id}`,
    `tests/simulators/${id}.ts`,
  ])
    if (exists(path)) throw new Refused(`${path} already exists.`);
  for (const path of ['providers/index.ts', 'providers/page-readers.ts', 'providers/urls.ts', 'tests/simulators/server.ts'])
    if (isTaken(variable, read(path))) throw new Refused(`"${variable}" is already used in ${path}. Choose another ID.`);
  const owner = providers.find(
    (provider) => provider.urls.hosts.includes(authorizeUrl.hostname) || provider.urls.classifyUrl(authorizeUrl) !== 'elsewhere',
  );
  if (owner) throw new Refused(`${authorizeUrl.hostname} is a host of ${owner.name} (providers/${owner.id}/urls.ts).`);
}
