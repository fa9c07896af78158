import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { Reporter, TestCase, TestModule, VitestPluginContext } from 'vitest/node';
import { isComplete, renderTable } from './conformance-table.ts';

const page = join(import.meta.dirname, '../../docs/conformance.md');

/**
 * Vitest's plugin that keeps docs/conformance.md, whatever reporters the command line asks for. Nothing is written
 * unless every case of every suite ran and none failed; CI then looks whether git knows the page as it is.
 */
export const conformancePage = {
  name: 'conformance-page',
  configureVitest({ vitest }: VitestPluginContext) {
    vitest.config.reporters.push(new ConformanceReporter());
  },
};

class ConformanceReporter implements Reporter {
  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    const passed = modules.flatMap((module) => [...module.children.allTests()]).filter(hasPassed);
    const verdicts = passed.flatMap((test) => test.meta().conformance ?? []);
    if (isComplete(verdicts)) await keep(renderTable(verdicts));
  }
}

function hasPassed(test: TestCase): boolean {
  return test.result().state === 'passed';
}

async function keep(table: string): Promise<void> {
  const text = await format(table, { ...(await resolveConfig(page)), filepath: page });
  if (!existsSync(page) || readFileSync(page, 'utf8') !== text) writeFileSync(page, text);
}
