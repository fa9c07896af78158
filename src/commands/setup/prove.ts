import { Failure } from '../../ground/failure.ts';
import { renderMisread, renderProof } from '../../render/setup.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { widthOf } from '../../render/screen/table.ts';
import { profileWord, shellWord } from '../../words/shell-word.ts';
import { misreadByCli } from '../../setup/misread-by-cli.ts';
import { printable } from '../../words/text.ts';
import type { Scene } from './scene.ts';

/**
 * Shows that each profile gives credentials, by asking AWS whose they are. Profiles with one key and device need one
 * code together.
 *
 * @throws Failure where one of them does not work; where there is no code, that is only said
 */
export async function prove(profiles: readonly string[], scene: Scene): Promise<void> {
  const { host, style } = scene;
  const run = scene.run();
  const failures: Failure[] = [];
  const columns = widthOf(profiles.map(printable));
  for (const profile of profiles) {
    try {
      const { plan } = run.resolve(profile, 'renewing');
      const { arn } = await whoAmI(await run.execute(plan), plan, host);
      await host.out(renderProof({ profile, arn }, columns, style));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'code-unavailable') {
        await host.out(renderUnproven(error, profiles));
        return host.out(renderMisread(misreadByCli(profiles, run.graph())));
      }
      if (error.kind === 'cancelled') throw error;
      failures.push(error);
      await host.out(renderProof({ profile, why: error.message }, columns, style));
    }
  }
  const [first] = failures;
  if (first !== undefined) throw notWorking(failures.length, first);
  const misread = misreadByCli(profiles, run.graph());
  await host.out(misread.length === 0 ? renderUse(profiles) : renderMisread(misread));
}

function renderUse([first = '']: readonly string[]): string {
  return `\nUse it: aws sts get-caller-identity --profile ${shellWord(first)}\n`;
}

function renderUnproven({ message }: Failure, profiles: readonly string[]): string {
  const login = `awsmfa login ${profiles.map(profileWord).join(' ')}`;
  return `Not tried yet: ${message}.\nTo try it, run \`${login}\` in a terminal.\n`;
}

function notWorking(count: number, { kind, hints }: Failure): Failure {
  const what = count === 1 ? 'one profile does' : `${count} profiles do`;
  return new Failure(kind, `${what} not work yet; what was written stays`, [
    ...hints,
    'or run `awsmfa setup --undo`, which brings back what was there',
  ]);
}
