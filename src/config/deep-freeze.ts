function isPlain(value: object): boolean {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}

/** Freezes objects and arrays all the way down. A KeyObject is left alone: it caches inside itself and is read-only anyway. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  Object.values(value).forEach(deepFreeze);
  return Object.freeze(value);
}
