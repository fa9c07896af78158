import type { Host } from '../../host/host.ts';
import { renderListJson } from '../../render/list/json.ts';
import { overviewOf, type Overview } from '../../render/list/overview.ts';
import { renderList, type Canvas } from '../../render/list/text.ts';
import { glyphsFor } from '../../render/screen/glyphs.ts';
import { styleFor } from '../../render/screen/style.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun, type Run } from '../../run/run.ts';

export interface ListOptions {
  readonly format: 'text' | 'json';
}

/**
 * Shows the profiles, or those that are named: their chains, what is cached, and what a use now would come to. Calls
 * and asks nobody, and takes no lock. What is wrong with one profile does not hide the others.
 */
export async function list(
  profiles: readonly string[],
  { format }: ListOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const resolve = (profile: string) => run.resolveOneOfMany(profile).plan;
  const moment = { env: host.env, now: host.now() };
  const overview = overviewOf(namesOf(profiles, run), resolve, run.store, moment);
  const text = format === 'json' ? renderListJson(overview) : await draw(overview, host);
  await host.out(text);
}

/** A profile that is named is one that the files have: the name may be mistyped. */
function namesOf(profiles: readonly string[], run: Run): readonly string[] {
  const all = run.graph().names();
  if (profiles.length === 0) return all;
  const known = new Set(all);
  for (const profile of profiles) if (!known.has(profile)) run.resolve(profile, 'renewing');
  return [...new Set(profiles)];
}

async function draw(overview: Overview, host: Host): Promise<string> {
  if (overview.profiles.length === 0)
    return 'there are no profiles yet: `awsmfa setup` makes a first one\n';
  return renderList(overview, await canvasOf(host));
}

async function canvasOf(host: Host): Promise<Canvas> {
  const columns = await host.outColumns();
  return {
    columns: Math.max(columns ?? 80, 40),
    style: styleFor((await host.outIsTerminal()) ? 'terminal' : 'other', host.env),
    glyphs: glyphsFor(host.env, host.platform),
  };
}
