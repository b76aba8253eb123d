/** Shortens a name to so many characters, the last of which says that it goes on; at least one of its own stays. */
export const shortened = (name: string, characters: number): string =>
  name.length <= characters ? name : `${name.slice(0, Math.max(1, Math.floor(characters) - 1))}…`;
