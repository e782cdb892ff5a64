/** A short name for a long text. */
import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';

/** The first 128 bits of the text's SHA-256, so that nobody can make another text with the same name. */
export function hash(text: string): string {
  return bytesToHex(sha256(text).subarray(0, 16));
}
