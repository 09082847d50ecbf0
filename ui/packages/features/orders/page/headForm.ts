import { createContext, use } from "react";
import type { OrderView } from "#host/generated";
import type { Command } from "#host/useCommand";
import type { HeadField } from "./fields";
import type { HeadDrafts } from "./useHeadDrafts";

interface HeadForm {
  order: OrderView;
  drafts: HeadDrafts;
  /** Changes what is chosen, not typed: buyer kind and line currency. */
  edit: Command<"editOrder">;
}

export const HeadFormContext = createContext<HeadForm | null>(null);

/** The form that a field stands in. */
export function useHeadForm(): HeadForm {
  const form = use(HeadFormContext);
  if (!form) throw new Error("a field of the head stands in the buyer form");
  return form;
}

/** Ids that tie a field's input to its sentence in the block's head line. */
export const inputId = (field: HeadField) => `head-${field}`;
export const problemId = (field: string) => `head-problem-${field}`;
