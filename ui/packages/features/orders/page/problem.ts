import type { ProblemView } from "#host/generated";

/** A code that Rust gave alone, such as the reason in `allowed`, in the form of every other problem. */
export function problem(code: string, severity: ProblemView["severity"]): ProblemView {
  return { code, severity, params: {}, field: null, row: null, column: null, value: null, retryable: false };
}
