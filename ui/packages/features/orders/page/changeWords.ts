import type { ChangeView, StepView } from "#host/generated";
import { changeNames, fieldNames } from "#text/catalogue";
import type { Lang } from "#text/TextProvider";

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

/**
 * Numbers of the changes that no longer hold, the newest change first. Taking back what took something back does it again,
 * so only a change that holds itself takes another one back.
 */
export function takenBack(changes: readonly Pick<ChangeView, "seq" | "undoes">[]): ReadonlySet<string> {
  const back = new Set<string>();
  for (const { seq, undoes } of changes) if (undoes !== null && !back.has(seq)) back.add(undoes);
  return back;
}
