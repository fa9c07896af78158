/** The suites of `../shared/conformance`, in the order of the table. */
export const suites = {
  parser: {
    title: 'smithy-rs `profile-parser-tests.json`',
    cases: 65,
    how: 'the text of a file, and every profile and setting that the graph has',
  },
  locations: {
    title: 'smithy-rs `file-location-tests.json`',
    cases: 9,
    how: 'an environment, and the paths of the two files',
  },
  'profile-chains': {
    title: 'smithy-rs `assume-role-tests.json`',
    cases: 28,
    how: 'profiles, and the base and the steps of the plan',
  },
  'botocore-chains': {
    title: 'botocore `assume-role-chain.json`',
    cases: 32,
    how: 'files, and the plan; each of its calls is made, and the parameters that arrive are compared',
  },
  precedence: {
    title: 'botocore `precedence-and-env.json`',
    cases: 16,
    how: 'files and environment, and the access key that the built program hands out',
  },
  processes: {
    title: 'botocore `credential-process.json`, cases',
    cases: 15,
    how: 'a real program, its arguments, and what the built program makes of its answer',
  },
  'windows-splitting': {
    title: 'botocore `credential-process.json`, Windows',
    cases: 18,
    how: 'a command line, and the arguments it is split into',
  },
  'profile-provider': {
    title: 'smithy-rs `profile-provider/`',
    cases: 18,
    how: 'files, environment and recorded traffic; the requests of the built program (method, URL, order, type) and what it hands out. Its connections end at a server of the test, without TLS, and its clock shows the time of the recording',
  },
  'default-chain': {
    title: 'smithy-rs `default-credential-provider-chain/`',
    cases: 29,
    how: 'the same, from the whole default chain',
  },
} as const;

export type SuiteName = keyof typeof suites;

/** What a test says about one case. */
export interface Verdict {
  readonly suite: SuiteName;
  /** The case's own name. */
  readonly name: string;
  /** Where awsmfa differs on purpose: a heading of docs/decisions/0004-where-awsmfa-differs.md. */
  readonly difference?: string;
}

declare module 'vitest' {
  interface TaskMeta {
    conformance?: Verdict;
  }
}

/** Whether these are all cases of all suites, so that the table can be written. */
export function isComplete(verdicts: readonly Verdict[]): boolean {
  return names.every((name) => of(name, verdicts).length === suites[name].cases);
}

const names = Object.keys(suites) as SuiteName[];

function of(suite: SuiteName, verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter((verdict) => verdict.suite === suite);
}

/** The page, from what the tests said, whatever order they ran in. */
export function renderTable(verdicts: readonly Verdict[]): string {
  const rows = names.map((name) => {
    const all = of(name, verdicts);
    const differing = all.filter(({ difference }) => difference !== undefined).length;
    const { title, how } = suites[name];
    return `| ${title} | ${how} | ${all.length} | ${all.length - differing} | ${differing} |`;
  });
  return `${head}\n${rows.join('\n')}\n\n${differences(verdicts)}`;
}

const head = `# Conformance

Written by the test run; do not edit. The suites are the AWS SDKs' own test data. They lie beside the project and are not
part of it: without them their tests are skipped, and this page stays as it is.

| suite | what a case gives, and what is compared | cases | passed | differing on purpose |
|---|---|---:|---:|---:|`;

function differences(verdicts: readonly Verdict[]): string {
  const lines = names.flatMap((suite) =>
    of(suite, verdicts)
      .filter(({ difference }) => difference !== undefined)
      .map(
        ({ name, difference = '' }) => `| ${suites[suite].title} | \`${name}\` | ${difference} |`,
      )
      .sort(),
  );
  return `## Differing on purpose

Each is held to what [the decision](decisions/0004-where-awsmfa-differs.md) says instead.

| suite | case | why |
|---|---|---|
${lines.join('\n')}
`;
}
