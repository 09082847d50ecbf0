import type { ProblemView } from "#host/generated";
import { catalogue, fieldNames, specialWords } from "./catalogue";
import type { Lang } from "./TextProvider";

/** The catalogue's sentence of a problem, as `values::Problem::message` renders it (CM-ERR-01). */
export function sentence(problem: ProblemView, lang: Lang): string {
  if (!(problem.code in catalogue)) return problem.code;
  const entry = special(problem) ?? catalogue[problem.code as keyof typeof catalogue];
  return entry[lang].replace(/\{(\w+)\}/g, (_, name: string) => parameter(problem, name));
}

/** What stands in place of the code's usual sentence where a parameter has a value of its own. */
function special({ code, params }: ProblemView): Record<Lang, string> | undefined {
  const words: Record<string, Record<Lang, string> | undefined> = specialWords;
  return Object.entries(params)
    .map(([name, value]) => words[`${code} ${name}=${value}`])
    .find((found) => found !== undefined);
}

function parameter(problem: ProblemView, name: string): string {
  const given = problem.params[name];
  if (given !== undefined) return given;
  const field = problem.field?.split(".").at(-1) ?? "";
  const words = field in fieldNames ? fieldNames[field as keyof typeof fieldNames] : { zh: field, en: field };
  switch (name) {
    case "field_zh":
      return words.zh;
    case "field_en":
      return words.en;
    case "value":
      return problem.value ?? "";
    case "row":
      return problem.row?.toString() ?? "";
    default:
      return "";
  }
}
