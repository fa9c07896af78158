import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { replaceFiles, undoLastReplacement } from '../../src/config/files/replace-files.ts';
import { parseProfileGraph } from '../../src/config/graph.ts';
import { Failure } from '../../src/ground/failure.ts';
import { noOverrides } from '../../src/plan/model/chain-profile.ts';
import { sectionSettings, type ConfigDraft } from '../../src/setup/config-draft.ts';
import { madeUp, names } from './made-up-configs.ts';
import { draftOf, plan, setUp } from './setting-up.ts';

const runs = { numRuns: Number(process.env['AWSMFA_FUZZ_RUNS'] ?? 40) };

/** Every device is known, so that whatever can be wired is. */
const devices = new Map(names.map((name) => [name, 'arn:aws:iam::111111111111:mfa/jane']));

/** What a profile comes to: the key it starts from and its sessions; undefined where it does not work. */
function meaning(draft: ConfigDraft, profile: string): string | undefined {
  try {
    const { plan: found } = plan(parseProfileGraph(draft), profile, noOverrides);
    const base = 'accessKeyId' in found.source ? found.source.accessKeyId : found.source.kind;
    return JSON.stringify([base, found.region, found.steps.map(({ key }) => key)]);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function passed(draft: ConfigDraft, profile: string): readonly string[] {
  return plan(parseProfileGraph(draft), profile, noOverrides).chain.profiles.map(
    ({ name }) => name,
  );
}

test('every profile means what it meant, but for what is said, and a second set-up changes nothing', () => {
  let wired = 0;
  fc.assert(
    fc.property(madeUp, ({ config, credentials }) => {
      const before = draftOf(config, credentials);
      const { wirings, after } = setUp(before, { devices });
      wired += wirings.length;
      const said = new Set(
        wirings
          .filter(
            ({ role, why, mfaSerial }) =>
              role === 'left' || why !== undefined || mfaSerial !== undefined,
          )
          .map(({ profile }) => profile),
      );
      for (const name of parseProfileGraph(before).names()) {
        const meant = meaning(before, name);
        if (meant === undefined) continue;
        const isSaid = [...passed(before, name), ...passed(after, name)].some((each) =>
          said.has(each),
        );
        if (!isSaid) expect(meaning(after, name)).toBe(meant);
      }
      expect(setUp(after, { devices }).edits).toEqual([]);
    }),
    runs,
  );
  expect(wired).toBeGreaterThan(runs.numRuns / 2);
});

test('beside a line of awsmfa’s stands nothing that AWS’s tools would prefer to it', () => {
  fc.assert(
    fc.property(madeUp, ({ config, credentials }) => {
      const { wirings, after } = setUp(draftOf(config, credentials), { devices });
      const graph = parseProfileGraph(after);
      for (const { profile } of wirings) {
        const line = graph.profile(profile)?.settings.get('credential_process')?.value;
        expect(line).toContain('credential-process --profile');
        const own = sectionSettings(after, profile).filter(({ isEmpty }) => !isEmpty);
        const names = own.map(({ key }) => key);
        for (const name of ['role_arn', 'source_profile', 'mfa_serial', 'aws_access_key_id'])
          expect(names).not.toContain(name);
      }
    }),
    runs,
  );
});

test('undoing a set-up gives back every byte', () => {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-undo-'));
  let round = 0;
  fc.assert(
    fc.property(madeUp, fc.boolean(), ({ config, credentials }, hasCredentials) => {
      round += 1;
      const home = join(folder, String(round));
      mkdirSync(home);
      const before = draftOf(config, hasCredentials ? credentials : undefined);
      const { after } = setUp(before, { devices });
      const files = (['config', 'credentials'] as const).flatMap((kind) => {
        const path = join(home, kind);
        const [old, text] = [before[kind]?.text, after[kind]?.text];
        if (old !== undefined) writeFileSync(path, old);
        return text === undefined || text === old ? [] : [{ path, before: old, after: text }];
      });
      replaceFiles(files, new Date());
      undoLastReplacement([join(home, 'config'), join(home, 'credentials')]);
      for (const kind of ['config', 'credentials'] as const) {
        const old = before[kind]?.text;
        if (old === undefined) expect(readdirSync(home)).not.toContain(kind);
        else expect(readFileSync(join(home, kind), 'utf8')).toBe(old);
      }
      expect(readdirSync(home).filter((name) => name.includes('.awsmfa-'))).toEqual([]);
    }),
    runs,
  );
  rmSync(folder, { recursive: true });
});
