/**
 * Whether what should be an access key id looks like a secret access key: people swap the two halves of a pair, and
 * messages show the id. A secret has 40 characters of base64; ids have only capital letters and digits.
 */
export function looksSecret(accessKeyId: string): boolean {
  return /^(?=.*[a-z/+])[A-Za-z\d/+]{40}$/.test(accessKeyId);
}

/** STS's own access key ids begin with ASIA, those of IAM users with AKIA. */
export function isTemporary(accessKeyId: string): boolean {
  return accessKeyId.startsWith('ASIA');
}

/** What AWS accepts as an access key id. */
export function isKeyId(text: string): boolean {
  return /^\w{16,128}$/.test(text);
}

/** Whether a part of a key pair can be sent: a line break or a blank in it is a copy-and-paste mistake. */
export function isSendable(text: string): boolean {
  return /^[!-~]+$/.test(text);
}

/**
 * Whether credentials that somebody returned have the shape of AWS's: the id, which is shown, and what is sent with it.
 */
export function isKeyTriple(
  accessKeyId: string,
  secretAccessKey: string,
  sessionToken: string,
): boolean {
  const isId = /^\w{1,128}$/.test(accessKeyId) && !looksSecret(accessKeyId);
  return isId && isSendable(secretAccessKey) && isSendable(sessionToken);
}
