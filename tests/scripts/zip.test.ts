import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readZip } from '@/scripts/zip';

interface Entry {
  name: string;
  content: string;
  /** 0 = stored, 8 = deflated. */
  method: number;
  extra?: Buffer;
}

/** An archive with the fields that `readZip` uses; the other bytes are zero. */
function archiveOf(entries: readonly Entry[], comment = ''): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  for (const { name, content, method, extra = Buffer.alloc(0) } of entries) {
    const data = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50);
    header.writeUInt16LE(Buffer.byteLength(name), 26);
    header.writeUInt16LE(extra.length, 28);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt16LE(Buffer.byteLength(name), 28);
    entry.writeUInt16LE(3, 32);
    entry.writeUInt32LE(Buffer.concat(parts).length, 42);
    parts.push(header, Buffer.from(name), extra, data);
    directory.push(entry, Buffer.from(name), Buffer.from('why'));
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(parts).length, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...parts, ...directory, end, Buffer.from(comment)]);
}

const entries: Entry[] = [
  { name: 'manifest.json', content: '{"version":"1"}', method: 0 },
  { name: '_locales/en/é.json', content: 'a'.repeat(1000), method: 8, extra: Buffer.from('extra field') },
];

describe('reading a zip archive', () => {
  it('returns stored and deflated files by name, whatever fields and comments surround them', () => {
    const files = readZip(archiveOf(entries, 'a comment'));
    expect([...files].map(([name, content]) => [name, content.toString()])).toEqual(entries.map(({ name, content }) => [name, content]));
  });

  it('rejects what is no archive, is damaged, or is compressed in another way', () => {
    expect(() => readZip(Buffer.from('no archive at all, but long enough'))).toThrow('not a zip archive');
    const damaged = archiveOf(entries);
    damaged.writeUInt32LE(0, damaged.readUInt32LE(damaged.length - 6));
    expect(() => readZip(damaged)).toThrow('a damaged zip archive');
    expect(() => readZip(archiveOf([{ name: 'a', content: 'b', method: 12 }]))).toThrow('a is compressed by method 12');
  });
});
