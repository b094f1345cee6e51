/** Every form in which a value could stand in a dump: as it is, folded, hexadecimal, base64 of either alphabet. */
function formsOf(value: string): string[] {
  const texts = [value, value.toLowerCase(), value.toUpperCase(), value.replace(/^\+/, '')];
  const encoded = texts.flatMap((text) => {
    const bytes = Buffer.from(text);
    // Base64 of a text inside another depends on where it begins; what is in the middle does not.
    const shifted = [0, 1, 2].map((shift) => Buffer.concat([Buffer.alloc(shift), bytes]));
    const middles = shifted.flatMap((one) => [one.toString('base64'), one.toString('base64url')]);
    return [bytes.toString('hex'), ...middles.map((text64) => text64.slice(4, -4))];
  });
  // What is shorter turns up in any ciphertext sooner or later.
  return [...texts, ...encoded.filter((form) => form.length >= 8)];
}

/** Which of these values stand in a dump, in whatever form. */
export function tracesIn(dump: string, values: Readonly<Record<string, string>>): string[] {
  const lower = dump.toLowerCase();
  return Object.entries(values).flatMap(([name, value]) =>
    formsOf(value)
      .filter((form) => dump.includes(form) || lower.includes(form.toLowerCase()))
      .map((form) => `${name} as ${form}`),
  );
}
