/** Turns the bytes of a file into text. */

/** The byte order marks (Unicode 16, section 23.8), and their encodings. */
const marks: readonly [readonly number[], string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * Decodes a file by its byte order mark, which it removes; without one as UTF-16 if every other of
 * the first bytes is zero, else as UTF-8, or as Windows-1252 if it is no valid UTF-8. Never throws.
 */
export function decodeFile(bytes: Uint8Array): string {
  const marked = marks.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  const encoding = marked?.[1] ?? encodingOfZeros(bytes);
  if (encoding) return new TextDecoder(encoding).decode(bytes);
  try {
    // A file that was cut may end inside a character, so the end is decoded like a stream's.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function encodingOfZeros(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 64 - (bytes.length % 2));
  const zeros = (parity: number) => start.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const half = start.length / 2;
  if (start.length < 4) return null;
  if (zeros(1) > 0.8 * half && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > 0.8 * half && zeros(1) === 0 ? 'utf-16be' : null;
}

/**
 * Whether a decoded file is binary: text has no zero characters, and few other control characters.
 */
export function isBinary(text: string): boolean {
  const start = text.slice(0, 4_000);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what shows that a file is no text
  const controls = start.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return start.includes('\0') || controls > start.length / 20;
}

/** The first characters of archives and of pictures, as `decodeFile` returns them. */
const archives = ['PK\u0003\u0004', '\u001f\u2039', '7z\u00bc\u00af', 'Rar!'];
const images = ['\u2030PNG', '\u00ff\u00d8\u00ff', 'GIF8', 'RIFF', 'BM'];

/** What a binary file is, as far as it matters for what to do instead. */
export type BinaryKind = 'archive' | 'image' | 'binary';

/** Returns what a decoded binary file is. */
export function binaryKind(text: string): BinaryKind {
  const starts = (mark: string) => text.startsWith(mark);
  if (archives.some(starts)) return 'archive';
  return images.some(starts) ? 'image' : 'binary';
}
