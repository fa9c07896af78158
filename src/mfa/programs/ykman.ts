import type { TokenCodeSource } from '../../session/ports.ts';
import { createPrinter, type Fault, type PrinterOptions } from './printed-code.ts';

/**
 * The codes of a YubiKey, by Yubico's program. The account on it is called as the MFA device is, or as
 * YKMAN_OATH_CREDENTIAL_NAME says, and YKMAN_OATH_DEVICE_SERIAL chooses between several keys: as in aws-vault.
 *
 * Where it gives none (no key is plugged in, nobody touched it), the next source is asked.
 */
export function createYkman(options: PrinterOptions): TokenCodeSource {
  const name = options.env['YKMAN_OATH_CREDENTIAL_NAME'];
  const device = options.env['YKMAN_OATH_DEVICE_SERIAL'];
  const wordsFor = (account: string) => [
    ...['ykman', ...(device ? ['--device', device] : [])],
    ...['oath', 'accounts', 'code', '--single', account],
  ];
  let print: ReturnType<typeof createPrinter> | undefined;
  return {
    name: 'ykman',
    async code(request) {
      print ??= createPrinter(wordsFor(name || request.mfaSerial), options);
      const printed = await print(request);
      return typeof printed === 'string' ? printed : { because: describe(printed) };
    },
  };
}

function describe({ what, notStarted }: Fault): string {
  return `\`ykman\` ${notStarted === 'ENOENT' ? 'is not installed' : what}`;
}
