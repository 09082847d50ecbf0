import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { asProblem } from "#host/Host";
import type { ImportedView, ImportOptions, PreviewView, ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { toast } from "#kit/toast";
import { useText } from "#text/TextProvider";
import { forgetPreview } from "./importQueries";

/** What was imported, with what the preview had said of it. */
export interface Finished {
  imported: ImportedView;
  preview: PreviewView;
}

export interface Import {
  /** Reads a file; what was read before is dropped. */
  start: (options: ImportOptions) => Promise<void>;
  /** Reads a file that was chosen or dropped, as the program finds best. */
  startFile: (path: string) => Promise<void>;
  store: (preview: PreviewView, onlyGood: boolean, withDuplicates: boolean) => Promise<void>;
  /** Writes the faulty rows for whoever made the file; answers whether it was written (YW-IMP-15). */
  saveReport: () => Promise<boolean>;
  /** Ends the import, whatever it is at. */
  cancel: () => Promise<void>;
  /** What is being stored, until its answer is here: Rust tells that it is done a moment before. */
  storing: PreviewView | null;
  finished: Finished | null;
  forgetFinished: () => void;
  /** Why the last thing asked for was refused. */
  problem: ProblemView | null;
  /** Shows a problem of something else on the page, or forgets it. */
  tell: (problem: ProblemView | null) => void;
}

const byItself = { sheet: null, encoding: null, mapping: [], replace: false };

/** What the page does with the one import of the window. */
export function useImport(order: string): Import {
  const host = useHost();
  const client = useQueryClient();
  const { text } = useText();
  const [problem, tell] = useState<ProblemView | null>(null);
  const [finished, setFinished] = useState<Finished | null>(null);
  const [storing, setStoring] = useState<PreviewView | null>(null);

  const attempt = async (work: () => Promise<void>) => {
    tell(null);
    try {
      await work();
    } catch (error) {
      tell(asProblem(error));
    }
  };
  const start = (options: ImportOptions) =>
    attempt(async () => {
      setFinished(null);
      await host.startImport(order, options);
      await forgetPreview(client);
    });

  return {
    start,
    startFile: (path) => start({ ...byItself, path }),
    store: (preview, only_good, include_duplicates) =>
      attempt(async () => {
        setStoring(preview);
        try {
          const imported = await host.storeImport({ only_good, include_duplicates });
          setFinished({ imported, preview });
        } finally {
          await forgetPreview(client);
          setStoring(null);
          void client.invalidateQueries({ queryKey: ["order", order] });
          void client.invalidateQueries({ queryKey: ["orders"] });
        }
      }),
    saveReport: async () => {
      try {
        const file = await host.saveErrorWorkbook();
        if (file) toast.show({ text: text.orderImport.done.reportSaved(file.path) });
        return file !== null;
      } catch (error) {
        tell(asProblem(error));
        return false;
      }
    },
    cancel: () =>
      attempt(async () => {
        await host.cancelImport();
        await forgetPreview(client);
      }),
    storing,
    finished,
    forgetFinished: () => {
      setFinished(null);
    },
    problem,
    tell,
  };
}
