/**
 * Finds the parts of a JSON text without parsing all of it, so that a trace that was cut off still
 * gives what comes before the cut. The time is linear and nothing recurses, however deep the text
 * is nested.
 */

/** A value in a JSON text. `isWhole` is false if the text ends inside it. */
export interface JsonPart {
  start: number;
  end: number;
  isWhole: boolean;
}

/** Returns the members of the object that starts at a position, as far as they can be read. */
export function* jsonMembers(text: string, start: number): Generator<JsonPart & { name: string }> {
  for (let at = openingAt(text, start, '{'); text.charAt(at) === '"'; ) {
    const nameEnd = stringEnd(text, at);
    const colon = nameEnd < 0 ? -1 : afterSpace(text, nameEnd);
    if (colon < 0 || text.charAt(colon) !== ':') return;
    const part = valueAt(text, afterSpace(text, colon + 1));
    yield { name: text.slice(at + 1, nameEnd - 1), ...part };
    at = nextAt(text, part);
  }
}

/** Returns the items of the array that starts at a position, as far as they can be read. */
export function* jsonItems(text: string, start: number): Generator<JsonPart> {
  for (let at = openingAt(text, start, '['); at < text.length && text.charAt(at) !== ']'; ) {
    const part = valueAt(text, at);
    if (part.end === part.start) return;
    yield part;
    at = nextAt(text, part);
  }
}

/** Whether the first value of a JSON text is there up to its end. */
export function isWholeJson(text: string): boolean {
  return valueEnd(text, afterSpace(text, 0)) >= 0;
}

/**
 * Parses a part; undefined if it is no JSON. Of an object that the text ends in, the members before
 * the end are returned.
 */
export function parsePart(text: string, part: JsonPart): unknown {
  if (part.isWhole) return parse(text.slice(part.start, part.end));
  const members = [...jsonMembers(text, part.start)].filter(({ isWhole }) => isWhole);
  return members.length > 0 ? Object.fromEntries(members.map(({ name, start, end }) => [name, parse(text.slice(start, end))])) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns the field at a path of names and positions; undefined if there is none. */
export function fieldAt(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name) ? Reflect.get(parent, name) : undefined,
    value,
  );
}

/** Returns the text at a path; the empty string if there is none. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const text = fieldAt(value, ...path);
  return typeof text === 'string' ? text : '';
}

/** Returns the list at a path; empty if there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = fieldAt(value, ...path);
  return Array.isArray(list) ? list : [];
}

const space = /\s*/y;

function afterSpace(text: string, at: number): number {
  space.lastIndex = at;
  return at + (space.exec(text)?.[0].length ?? 0);
}

/** The position behind an opening bracket; the end of the text if there is none. */
function openingAt(text: string, start: number, bracket: string): number {
  const at = afterSpace(text, start);
  return text.charAt(at) === bracket ? afterSpace(text, at + 1) : text.length;
}

/** The position of the next member or item; the end of the text if none follows. */
function nextAt(text: string, { end, isWhole }: JsonPart): number {
  const comma = isWhole ? afterSpace(text, end) : text.length;
  return text.charAt(comma) === ',' ? afterSpace(text, comma + 1) : text.length;
}

function valueAt(text: string, start: number): JsonPart {
  const end = valueEnd(text, start);
  return { start, end: end < 0 ? text.length : end, isWhole: end >= 0 };
}

const literal = /[^\s,\]}"[{]*/y;

/** The position behind a value; -1 if the text ends inside it. */
function valueEnd(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"') return stringEnd(text, start);
  if (first !== '{' && first !== '[') {
    literal.lastIndex = start;
    const end = start + (literal.exec(text)?.[0].length ?? 0);
    return end === text.length ? -1 : end;
  }
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      const end = stringEnd(text, at);
      if (end < 0) return -1;
      at = end - 1;
    } else if (character === '{' || character === '[') depth++;
    else if (character === '}' || character === ']') depth--;
    if (depth === 0) return at + 1;
  }
  return -1;
}

/** The position behind a string; -1 if the text ends inside it. */
function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text.charAt(end - 1 - escapes) === '\\') escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
  return -1;
}
