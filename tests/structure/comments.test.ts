/** Every exported symbol has a doc comment of its own, and comments are sentences. The messages say what to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

const filesOf = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith('templates'))
    .map((path) => `${folder}/${path}`)
    .toSorted();

function parse(path: string): ts.SourceFile {
  return ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
}

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function nameOf(statement: ts.Statement): string {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText()).join(', ');
  return (statement as ts.DeclarationStatement).name?.getText() ?? 'default';
}

/** Whether a doc comment stands directly above the statement. The comment that opens a file describes the file. */
function hasDocComment(source: ts.SourceFile, statement: ts.Statement): boolean {
  const comments = ts.getLeadingCommentRanges(source.text, statement.getFullStart()) ?? [];
  const last = comments.findLast(({ pos }) => source.text.startsWith('/**', pos));
  if (!last || source.text.slice(last.end, statement.getStart()).includes('\n\n')) return false;
  return statement !== source.statements[0] || comments.length > 1 || source.statements.length === 1;
}

/** The texts of all comments of a file, without their marks. */
function commentsOf(source: ts.SourceFile): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node) => {
    for (const { pos, end } of ts.getLeadingCommentRanges(source.text, node.getFullStart()) ?? []) texts.push(source.text.slice(pos, end));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...new Set(texts)].map((text) => text.replace(/^\/[*/]+\s*|\s*\*+\/$/g, ''));
}

describe.each(['providers', 'utils', 'components', 'entrypoints', 'scripts'])('the comments of %s', (folder) => {
  const sources = filesOf(folder).map(parse);

  it('explain every exported function, type and constant', () => {
    const bare = sources.flatMap((source) =>
      source.statements.filter((one) => isExported(one) && !hasDocComment(source, one)).map((one) => `${source.fileName}: ${nameOf(one)}`),
    );
    expect(bare, 'write a doc comment above each: what it is or returns, units, what failure looks like, the source').toEqual([]);
  });

  it('are full sentences, not fragments that lean on what stands above', () => {
    const fragments = sources.flatMap((source) =>
      commentsOf(source)
        .filter((text) => /^(?:Of|To|As above)\b/.test(text))
        .map((text) => `${source.fileName}: ${text.slice(0, 60)}`),
    );
    expect(fragments, 'begin the comment with its subject').toEqual([]);
  });
});
