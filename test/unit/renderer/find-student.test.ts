import { expect, test } from 'vitest';
import { isNamed } from '../../../renderer/caseload/find-student.ts';

test.each([
  ['Nolan Birchwater', 'nol', true], ['Nolan Birchwater', 'bir nol', true], ['Nolan Birchwater', ' BIRCH ', true], ['Joaquín Núñez-Ortega', 'joaquin ort', true], ['Joaquín Núñez-Ortega', 'JOAQUÍN', true],
  ['Nolan Birchwater', '', true], ['Nolan Birchwater', 'olan', false], ['Nolan Birchwater', 'nolan x', false],
])('%s is found by "%s": %s', (name, typed, found) => {
  expect(isNamed(name, typed)).toBe(found);
});
