/**
 * Whether what stands for an access key id looks like a secret access key: the two halves of a pair get swapped, and
 * the id is shown in messages. A secret has 40 characters of base64; ids have capital letters and digits alone.
 */
export function looksSecret(accessKeyId: string): boolean {
  return /^(?=.*[a-z/+])[A-Za-z\d/+]{40}$/.test(accessKeyId);
}

/** Whether a part of a key pair can be sent: a line break or a blank in it is a slip of copy and paste. */
export function isSendable(text: string): boolean {
  return /^[!-~]+$/.test(text);
}

/** Whether credentials that somebody returned have the shape of AWS's: the id, which is shown, and what is sent with it. */
export function isKeyTriple(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string,
): boolean {
  const isId = /^\w{16,128}$/.test(accessKeyId) && !looksSecret(accessKeyId);
  return isId && isSendable(secretAccessKey) && isSendable(sessionToken);
}
