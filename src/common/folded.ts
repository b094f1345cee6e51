/** What a name is sought, compared and counted by: spaces around it, upper and lower case, and how a keyboard composed a letter, make no difference. */
export function folded(name: string): string {
  return name.trim().normalize('NFKC').toLowerCase();
}
