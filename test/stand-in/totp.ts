import { createHmac } from 'node:crypto';

/** RFC 6238: how long a code stays on the display. */
export const stepSeconds = 30;

/** The code that a device with this seed shows at that time: RFC 6238 with SHA-1, as every AWS device does it. */
export function totp(seed: Buffer, at: Date, digits = 6): string {
  return hotp(seed, Math.floor(at.getTime() / 1000 / stepSeconds), digits);
}

/** RFC 4226, §5.3: the counter's HMAC, cut down to 31 bits at a place that its own last four bits name. */
function hotp(seed: Buffer, counter: number, digits: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', seed).update(message).digest();
  const binary = mac.readUInt32BE(mac.readUInt8(19) & 0xf) & 0x7fffffff;
  return String(binary % 10 ** digits).padStart(digits, '0');
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648. Case, spaces and padding do not matter, since people copy seeds manually. */
export function decodeBase32(text: string): Buffer {
  const letters = text.toUpperCase().replace(/[\s=]/g, '');
  const bits = Array.from(letters, fiveBits).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((octet) => parseInt(octet, 2)));
}

function fiveBits(letter: string): string {
  const value = base32.indexOf(letter);
  if (value < 0) throw new Error(`"${letter}" is not base32`);
  return value.toString(2).padStart(5, '0');
}

/** RFC 4648 without padding, which AWS leaves out too. */
export function encodeBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => base32.charAt(parseInt(group.padEnd(5, '0'), 2))).join('');
}
