/** Finds a student by what somebody types of the name: the beginnings of its parts, in any order, without case and accents. "bir nol" is Nolan Birchwater. */

function plain(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

export function isNamed(name: string, typed: string): boolean {
  const parts = plain(name).split(/[\s-]+/u);
  return plain(typed).split(/\s+/u).every((word) => parts.some((part) => part.startsWith(word)));
}
