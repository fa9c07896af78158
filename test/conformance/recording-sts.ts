import { startSource, type Source, type SourceAnswer } from '../stand-in/sources/source.ts';
import { readForm, type Form } from '../stand-in/call.ts';

/** An STS that says yes to everybody, and remembers what it was asked. */
export interface RecordingSts {
  readonly endpoint: string;
  /** The parameters of every call, the action among them, in order of arrival. */
  readonly calls: readonly Readonly<Record<string, string>>[];
  close(): Promise<void>;
}

export async function startRecordingSts(): Promise<RecordingSts> {
  const calls: Record<string, string>[] = [];
  const source: Source = await startSource((request) => {
    const form = readForm(request);
    calls.push({ Action: form.action, ...form.parameters });
    return answerTo(form);
  });
  return { endpoint: source.endpoint, calls, close: () => source.close() };
}

function answerTo({ action, parameters }: Form): SourceAnswer {
  const role = parameters['RoleArn'];
  const user = role === undefined ? '' : `<AssumedRoleUser><Arn>${role}</Arn></AssumedRoleUser>`;
  const result = `${user}<Credentials><AccessKeyId>ASIARECORDED</AccessKeyId>
<SecretAccessKey>recorded</SecretAccessKey><SessionToken>recorded</SessionToken>
<Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>`;
  const text = `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<${action}Result>${result}</${action}Result></${action}Response>`;
  return { status: 200, text, headers: { 'Content-Type': 'text/xml' } };
}
