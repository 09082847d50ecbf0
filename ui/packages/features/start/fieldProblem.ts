import type { ProblemView } from "#host/generated";
import type { FieldProblem } from "#kit/Field";
import { sentence } from "#text/sentence";
import type { Lang } from "#text/TextProvider";

/** A problem as a field shows it. */
export function fieldProblem(problem: ProblemView | null, lang: Lang): FieldProblem | null {
  return problem && { text: sentence(problem, lang), code: problem.code, severity: problem.severity };
}
