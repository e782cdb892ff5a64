/**
 * The query of an authorize URL, read and edited as text. URL and URLSearchParams rewrite what they touch (`+` and
 * `%20`, case of escapes, empty values), and a request must come back byte for byte but for the one list that was edited.
 */

export interface Parameter {
  /** Decoded as application/x-www-form-urlencoded; as written where an escape is malformed. */
  name: string;
  value: string;
  /** The value as written. */
  raw: string;
  /** Offsets in the URL's text: of the whole `name=value`, and of the value. */
  start: number;
  end: number;
  valueStart: number;
}

export interface Query {
  parameters: readonly Parameter[];
  /** Some name or value holds a `%` that starts no UTF-8 escape. */
  malformed: boolean;
  start: number;
  end: number;
}

/** Decodes one form-urlencoded piece; null where it is malformed. */
export function decodeFormValue(raw: string): string | null {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    return null;
  }
}

/** Never throws; a URL without a query has no parameters. Empty pieces (`a=1&&b=2`) are no parameters and stay where they are. */
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
      const equals = url.indexOf('=', from);
      const nameEnd = equals < 0 || equals > to ? to : equals;
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

/** The URL with one parameter's value replaced, or with the parameter taken out together with one `&` (null). */
export function replaceParameter(url: string, query: Query, parameter: Parameter, raw: string | null): string {
  if (raw !== null) return url.slice(0, parameter.valueStart) + raw + url.slice(parameter.end);
  const first = parameter.start === query.start;
  const from = first ? parameter.start : parameter.start - 1;
  const to = first && parameter.end < query.end ? parameter.end + 1 : parameter.end;
  return url.slice(0, from) + url.slice(to);
}

/** Whether two URLs are the same text but for the parameters named in `names`. */
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
