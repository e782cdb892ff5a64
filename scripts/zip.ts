/** Reads zip archives, because Node has no function for it. */
import { inflateRawSync } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Returns the files of a zip archive by name, in the order of its directory. Throws if it isn't one,
 * or if a file is compressed in a way that browsers don't read. Archives over 4 GB (zip64) are not
 * supported. Layout: PKWARE APPNOTE.TXT 6.3, sections 4.3.7, 4.3.12 and 4.3.16.
 */
export function readZip(archive: Buffer): Map<string, Buffer> {
  let end = archive.length - 22;
  while (end >= 0 && archive.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error('not a zip archive');
  const files = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count -= 1) {
    if (archive.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('a damaged zip archive');
    const method = archive.readUInt16LE(at + 10);
    const nameEnd = at + 46 + archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, nameEnd);
    const header = archive.readUInt32LE(at + 42);
    // The lengths of name and extra field in the file's own header can differ from the directory's.
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    const content = archive.subarray(start, start + archive.readUInt32LE(at + 20));
    if (method !== STORED && method !== DEFLATED) throw new Error(`${name} is compressed by method ${method}`);
    files.set(name, method === DEFLATED ? inflateRawSync(content) : content);
    at = nameEnd + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return files;
}
