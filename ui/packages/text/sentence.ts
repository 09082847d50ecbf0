import type { ProblemView } from "#host/generated";
import { catalogue, fieldNames } from "./catalogue";
import type { Lang } from "./TextProvider";

/** The catalogue's sentence of a problem, as `values::Problem::message` renders it (CM-ERR-01). */
export function sentence(problem: ProblemView, lang: Lang): string {
  if (!(problem.code in catalogue)) return problem.code;
  const entry = catalogue[problem.code as keyof typeof catalogue];
  return entry[lang].replace(/\{(\w+)\}/g, (_, name: string) => parameter(problem, name));
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
