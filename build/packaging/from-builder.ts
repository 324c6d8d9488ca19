/** Promise: a library in exactly the version electron-builder itself uses, wherever npm has put it. */
import { createRequire } from 'node:module';

const project = createRequire(import.meta.url);

/**
 * Found from this file, or from the working folder when this file runs bundled.
 * @param name a module of app-builder-lib or one it depends on
 */
export function fromBuilder<Module>(name: string): Module {
  const builder = createRequire(project.resolve('app-builder-lib'));
  return builder(name) as Module;
}
