/** Searches in lists: everything somebody typed stands somewhere in what is found, word by word, without case and accents. */

function plain(text: string): string {
  return text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
}

/** A test for the words typed; nothing typed finds everything. */
export function holdsEveryWord(typed: string): (text: string) => boolean {
  const words = plain(typed).split(/\s+/u).filter((word) => word !== '');
  return (text) => {
    const said = plain(text);
    return words.every((word) => said.includes(word));
  };
}
