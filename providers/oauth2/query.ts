/**
 * Reads and edits the query of an authorize URL as text. `URL` and `URLSearchParams` rewrite what
 * they touch (`+` and `%20`, the case of escapes, empty values), but every byte outside the edited
 * list must stay.
 */

/** One `name=value` piece of a query. The offsets are positions in the text of the URL. */
export interface Parameter {
  /** Decoded as application/x-www-form-urlencoded, or as written if an escape is malformed. */
  name: string;
  value: string;
  /** The value as written in the URL. */
  raw: string;
  start: number;
  end: number;
  valueStart: number;
}

/** The parameters of a URL, in order, and the offsets of the query in the text of the URL. */
export interface Query {
  parameters: readonly Parameter[];
  /** Whether a name or value contains a `%` that does not start a valid UTF-8 escape. */
  malformed: boolean;
  start: number;
  end: number;
}

/** Decodes one form-urlencoded piece; null if an escape is malformed. */
export function decodeFormValue(raw: string): string | null {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/**
 * Splits a URL into its parameters. Never throws; a URL without a query has none. Empty pieces
 * (`a=1&&b=2`) are not parameters, so an edit leaves them in place.
 */
export function readQuery(url: string): Query {
  const hash = url.indexOf('#');
  const end = hash < 0 ? url.length : hash;
  const mark = url.indexOf('?');
  if (mark < 0 || mark > end) return { parameters: [], malformed: false, start: end, end };

  const parameters: Parameter[] = [];
  let malformed = false;
  const start = mark + 1;
  for (let from = start; from <= end; ) {
    const next = url.indexOf('&', from);
    const to = next < 0 || next > end ? end : next;
    if (to > from) {
      // The search stays inside the piece, so that many pieces without `=` take linear time.
      const equals = url.slice(from, to).indexOf('=');
      const nameEnd = equals < 0 ? to : from + equals;
      const valueStart = Math.min(nameEnd + 1, to);
      const raw = url.slice(valueStart, to);
      const name = decodeFormValue(url.slice(from, nameEnd));
      const value = decodeFormValue(raw);
      malformed ||= name === null || value === null;
      parameters.push({ name: name ?? url.slice(from, nameEnd), value: value ?? raw, raw, start: from, end: to, valueStart });
    }
    from = to + 1;
  }
  return { parameters, malformed, start, end };
}

/** Replaces one parameter's value; null removes the parameter together with one `&`. */
export function replaceParameter(url: string, query: Query, parameter: Parameter, raw: string | null): string {
  if (raw !== null) return url.slice(0, parameter.valueStart) + raw + url.slice(parameter.end);
  const first = parameter.start === query.start;
  const from = first ? parameter.start : parameter.start - 1;
  const to = first && parameter.end < query.end ? parameter.end + 1 : parameter.end;
  return url.slice(0, from) + url.slice(to);
}

/** Whether two URLs are the same text apart from the parameters in `names`. */
export function sameExcept(left: string, right: string, names: ReadonlySet<string>): boolean {
  const rest = (url: string) => {
    const query = readQuery(url);
    const kept = query.parameters
      .filter((parameter) => !names.has(parameter.name))
      .map((parameter) => url.slice(parameter.start, parameter.end));
    return JSON.stringify([url.slice(0, query.start), url.slice(query.end), kept]);
  };
  return rest(left) === rest(right);
}
