import { readFileSync, writeSync } from 'node:fs';

// A separate program: see `createKeychain`. It reads one request from standard input, and writes one answer.

export type KeychainRequest =
  | { readonly does: 'get' | 'remove'; readonly account: string }
  | { readonly does: 'set'; readonly account: string; readonly secret: string }
  | { readonly does: 'list' };

export interface KeychainAnswer {
  readonly value?: unknown;
  /** The words of the operating system or its library. */
  readonly error?: string;
}

const service = 'awsmfa';

/**
 * The keyring of the Linux kernel, which the library would use in its place, forgets everything when the machine
 * restarts.
 */
const options = { linux: { store: 'secret-service' } } as const;

async function answer(request: KeychainRequest): Promise<unknown> {
  const { Entry, findCredentials } = await import('@napi-rs/keyring');
  if (request.does === 'list') return findCredentials(service).map(({ account }) => account);
  const entry = new Entry(service, request.account, options);
  switch (request.does) {
    case 'get':
      return entry.getPassword();
    case 'set':
      entry.setPassword(request.secret);
      return true;
    case 'remove':
      return entry.deleteCredential();
  }
}

function write(text: KeychainAnswer): void {
  writeSync(1, JSON.stringify(text));
}

const request = JSON.parse(readFileSync(0, 'utf8')) as KeychainRequest;
answer(request).then(
  (value) => write({ value: value ?? null }),
  (error: unknown) => write({ error: error instanceof Error ? error.message : String(error) }),
);
