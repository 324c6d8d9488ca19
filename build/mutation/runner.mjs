/**
 * Runs the tests of the checks for the mutation tester, loaded once into its own process: a break is one number in a variable, so nothing has to be loaded
 * anew to try it, and the tests that noticed most breaks for their time are asked first.
 *
 * What a break leaves behind (something worked out once and kept) must not be taken for the next break: the test that noticed is run again without it, and
 * when it fails then too, everything is loaded anew.
 */
import { resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { INSTRUMENTER_CONSTANTS as NAMES } from '@stryker-mutator/api/core';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus, determineHitLimitReached } from '@stryker-mutator/api/test-runner';

/** As bundle-tests.mjs writes it. */
const BUNDLE = 'test/unit/check-bundled/checks.mjs';
/** What the broken code reads: which break is on, how often it was passed, which test is running. */
const state = (globalThis[NAMES.NAMESPACE] ??= {});

/** @returns the words of the failure, or null when the test passes */
async function failure({ run }) {
  try {
    await run();
    return null;
  } catch (error) {
    return String(error?.message ?? error);
  }
}

class InProcessRunner {
  loads = 0;
  tests = new Map();
  /** By test: how many breaks it noticed, and the time it takes unbroken, in milliseconds. */
  noticed = new Map();
  takes = new Map();

  capabilities() {
    return { reloadEnvironment: false };
  }

  /** Each of the tester's processes learns how long every test takes before its first break, for which there is a time limit. */
  async init() {
    await this.dryRun();
  }

  async load() {
    this.loads += 1;
    const { tests } = await import(`${pathToFileURL(resolve(BUNDLE)).href}?${this.loads}`);
    this.tests = new Map(tests.map((test) => [test.name, test]));
  }

  async dryRun() {
    const coverage = { static: {}, perTest: {} };
    state[NAMES.MUTATION_COVERAGE_OBJECT] = coverage;
    await this.load();
    const results = [];
    for (const [name, test] of this.tests) {
      state[NAMES.CURRENT_TEST_ID] = name;
      const began = performance.now();
      const failureMessage = await failure(test);
      this.takes.set(name, performance.now() - began);
      results.push({ id: name, name, timeSpentMs: this.takes.get(name), ...(failureMessage === null ? { status: TestStatus.Success } : { status: TestStatus.Failed, failureMessage }) });
    }
    state[NAMES.CURRENT_TEST_ID] = undefined;
    state[NAMES.MUTATION_COVERAGE_OBJECT] = undefined;
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: coverage };
  }

  /** How soon a test is asked: breaks noticed for its time. */
  worth(name) {
    return (1 + (this.noticed.get(name) ?? 0)) / (1 + (this.takes.get(name) ?? 0));
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    const names = (testFilter ?? [...this.tests.keys()]).toSorted((a, b) => this.worth(b) - this.worth(a));
    state[NAMES.ACTIVE_MUTANT] = activeMutant.id;
    state[NAMES.HIT_COUNT] = 0;
    state[NAMES.HIT_LIMIT] = hitLimit;
    for (const [n, name] of names.entries()) {
      const test = this.tests.get(name);
      if (test === undefined) throw new Error(`There is no test called ${name}.`);
      const failureMessage = await failure(test);
      const endless = determineHitLimitReached(state[NAMES.HIT_COUNT], hitLimit);
      if (endless === undefined && failureMessage === null) continue;
      await this.recover(test);
      if (endless !== undefined) return { status: MutantRunStatus.Timeout, reason: endless.reason };
      this.noticed.set(name, (this.noticed.get(name) ?? 0) + 1);
      return { status: MutantRunStatus.Killed, killedBy: [name], failureMessage, nrOfTests: n + 1 };
    }
    state[NAMES.ACTIVE_MUTANT] = undefined;
    return { status: MutantRunStatus.Survived, nrOfTests: names.length };
  }

  async recover(test) {
    state[NAMES.ACTIVE_MUTANT] = undefined;
    state[NAMES.HIT_LIMIT] = undefined;
    if ((await failure(test)) !== null) await this.load();
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
