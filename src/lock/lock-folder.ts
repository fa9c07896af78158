import { addressBytes } from './folder-place.ts';
import { sha256 } from '../words/hash.ts';
import type { UserId } from '../disk/private-folder.ts';

/** `sun_path` holds 104 bytes on macOS and the BSDs, 108 on Linux, the zero at the end included. */
const longestAddressBytes = 103;

/**
 * The folder to keep locks in: the one that was asked for or, where a socket in it would have too long an address, one
 * for this user and that folder in `/tmp`. Not in TMPDIR: all who share the cache must meet there, whatever theirs is.
 */
export function lockFolder(wanted: string, uid: UserId): string {
  if (Buffer.byteLength(wanted) + addressBytes <= longestAddressBytes) return wanted;
  const hash = sha256(wanted).slice(0, 16);
  return `/tmp/awsmfa-${uid ?? 'user'}-${hash}`;
}
