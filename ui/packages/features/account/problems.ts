import type { ProblemView } from "#host/generated";
import type { FieldProblem } from "#kit/Field";
import { sentence } from "#text/sentence";
import type { Lang } from "#text/TextProvider";

/** A problem as a field shows it. */
export function shown(problem: ProblemView | null | undefined, lang: Lang): FieldProblem | null {
  return problem ? { text: sentence(problem, lang), code: problem.code, severity: problem.severity } : null;
}

/** The problem of one field; errors before warnings. */
export function of(problems: readonly ProblemView[], field: string, lang: Lang): FieldProblem | null {
  const own = problems.filter((one) => one.field === field);
  return shown(own.find(({ severity }) => severity === "error") ?? own[0], lang);
}

/** What belongs to none of these fields. */
export const elsewhere = (problem: ProblemView | null, fields: readonly string[]) =>
  problem && !fields.includes(problem.field ?? "") ? problem : null;
