/** One version of a document that people are asked to sign. */
export interface TestDocument {
  readonly documentId: string;
  readonly version: string;
  readonly title: string;
  readonly content: string;
  /** Whoever declines a mandatory one is not let in. */
  readonly mandatory: boolean;
  /** Asked are the people whose `audiences` name it; null asks everybody. */
  readonly audience: string | null;
}

/** A mandatory document for everybody, but for what the options say. */
export function aDocument(particulars: Partial<TestDocument> = {}): TestDocument {
  const { documentId = 'terms', version = '1.0' } = particulars;
  return {
    title: `Document ${documentId}`,
    content: `The text of ${documentId}, version ${version}.`,
    mandatory: true,
    audience: null,
    ...particulars,
    documentId,
    version,
  };
}
