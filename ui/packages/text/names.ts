import type { StepView } from "#host/generated";
import { changeNames, fieldNames } from "./catalogue";
import type { Lang } from "./TextProvider";

/** The catalogue's name of a change; a change that this version does not know keeps its own. */
export function changeName(step: StepView, lang: Lang): string {
  return step.change in changeNames
    ? changeNames[step.change as keyof typeof changeNames][lang]
    : step.change;
}

/** The catalogue's name of a field. */
export function fieldName(field: string, lang: Lang): string {
  return field in fieldNames ? fieldNames[field as keyof typeof fieldNames][lang] : field;
}
