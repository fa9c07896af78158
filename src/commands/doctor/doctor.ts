import { diagnose } from '../../doctor/diagnose.ts';
import type { Surroundings } from '../../doctor/model/surroundings.ts';
import type { Host } from '../../host/host.ts';
import { renderDiagnosis, renderDiagnosisJson } from '../../render/diagnosis.ts';
import { styleFor } from '../../render/screen/style.ts';
import { examine } from './examine.ts';

export interface DoctorOptions {
  readonly format: 'text' | 'json';
  /** Whether AWS is asked about the long-term keys. */
  readonly aws: 'asked' | 'left alone';
}

/** Says what is wrong or surprising on this machine, and how to fix it. Resolves to 1 where anything is, else to 0. */
export async function doctor({ format, aws }: DoctorOptions, host: Host): Promise<number> {
  const seen = await examine(host);
  const surroundings = aws === 'asked' ? await withAws(seen, host) : seen;
  const findings = diagnose(surroundings);
  const diagnosis = { findings, surroundings };
  const style = styleFor(surroundings.reader, host.env);
  await host.out(
    format === 'json' ? renderDiagnosisJson(diagnosis) : renderDiagnosis(diagnosis, style),
  );
  return findings.length === 0 ? 0 : 1;
}

async function withAws(seen: Surroundings, host: Host): Promise<Surroundings> {
  const { askAws } = await import('./ask-aws.ts');
  return { ...seen, online: await askAws(seen.profiles, host) };
}
