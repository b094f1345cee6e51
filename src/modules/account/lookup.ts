declare const made: unique symbol;

/** What a column named `…_lookup` holds; only Lookups makes one. */
export type Lookup = string & { readonly [made]: true };
