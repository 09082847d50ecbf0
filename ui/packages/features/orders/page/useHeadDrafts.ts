import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { asProblem } from "#host/Host";
import type { OrderView, ProblemView } from "#host/generated";
import { useHost } from "#host/HostProvider";
import { HEAD_FIELDS, headCell, MASKED, scratchPlace, type HeadField } from "./fields";

/** What a person has in hand in one field. */
export interface Draft {
  text: string;
  /** Whether it is on the disk already, the person being still in the field. */
  stored: boolean;
}

export type Drafts = Partial<Record<HeadField, Draft>>;

/** Milliseconds after the last key until what is typed survives a power cut, and until it is stored (CM-OFF-01). */
const KEPT_AFTER = 250;
const STORED_AFTER = 2_000;

export interface HeadDrafts {
  drafts: Drafts;
  /** Why a field could not be stored or shown; what was typed stays. */
  failed: Partial<Record<HeadField, ProblemView>>;
  saving: boolean;
  /** Takes what is typed; while a candidate is being composed nothing is stored by itself. */
  type: (field: HeadField, text: string, composing: boolean) => void;
  /** Stores a field on leaving it. */
  leave: (field: HeadField) => void;
  /** Goes back to what is stored. */
  drop: (field: HeadField) => void;
  /** Says at a field why something was refused; `null` takes it back. */
  refuse: (field: HeadField, problem: ProblemView | null) => void;
  /** Stores everything typed; whether all of it is on the disk. */
  flush: () => Promise<boolean>;
}

const without = <T>(record: Partial<Record<HeadField, T>>, fields: HeadField[]) =>
  Object.fromEntries(
    Object.entries(record).filter(([field]) => !fields.includes(field as HeadField)),
  ) as typeof record;

/** What a person types into the fields of an order: kept at once, stored on leaving the field or after a pause. */
export function useHeadDrafts(id: string, restored: Drafts): HeadDrafts {
  const host = useHost();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Drafts>(restored);
  const [failed, setFailed] = useState<HeadDrafts["failed"]>({});
  const [writes, setWrites] = useState(0);
  // What handlers and timers go by; the state is what is shown of it.
  const present = useRef<Drafts>(restored);
  const timers = useRef(new Map<string, number>());
  const queue = useRef<Promise<boolean>>(Promise.resolve(true));

  const put = useCallback((next: Drafts) => {
    present.current = next;
    setDrafts(next);
  }, []);

  const refuse = useCallback((field: HeadField, problem: ProblemView | null) => {
    setFailed((before) => (problem ? { ...before, [field]: problem } : without(before, [field])));
  }, []);

  const keep = useCallback(
    (field: HeadField, text: string | null) => {
      host.keepScratch(scratchPlace(id, field), text).catch((error: unknown) => {
        refuse(field, asProblem(error));
      });
    },
    [host, id, refuse],
  );

  const stop = useCallback((field: HeadField) => {
    for (const kind of ["keep", "store"]) window.clearTimeout(timers.current.get(`${kind} ${field}`));
  }, []);

  /** One write after the other, so that answers come in the order of what was typed. */
  const write = useCallback(
    (fields: HeadField[]): Promise<boolean> => {
      const job = async () => {
        const edits = fields.flatMap((field) => {
          const draft = present.current[field];
          return draft && !draft.stored ? [{ field, text: draft.text }] : [];
        });
        if (edits.length === 0) return true;
        setWrites((count) => count + 1);
        try {
          client.setQueryData<OrderView>(["order", id], await host.editOrder(id, edits));
        } catch (error) {
          for (const { field } of edits) refuse(field, asProblem(error));
          return false;
        } finally {
          setWrites((count) => count - 1);
        }
        const after = { ...present.current };
        for (const { field, text } of edits) {
          if (after[field]?.text === text) {
            after[field] = { text, stored: true };
            keep(field, null);
          }
          refuse(field, null);
        }
        put(after);
        void client.invalidateQueries({ queryKey: ["history", id] });
        void client.invalidateQueries({ queryKey: ["orders"] });
        return true;
      };
      queue.current = queue.current.then(job);
      return queue.current;
    },
    [client, host, id, keep, put, refuse],
  );

  const leave = useCallback(
    (field: HeadField) => {
      stop(field);
      const draft = present.current[field];
      if (!draft) return;
      if (draft.text === untouched(client.getQueryData(["order", id]), field)) {
        put(without(present.current, [field]));
        keep(field, null);
        refuse(field, null);
        return;
      }
      void write([field]).then(() => {
        if (present.current[field]?.stored) put(without(present.current, [field]));
      });
    },
    [stop, write, put, keep, refuse, client, id],
  );

  const type = useCallback(
    (field: HeadField, text: string, composing: boolean) => {
      put({ ...present.current, [field]: { text, stored: false } });
      stop(field);
      if (composing) return;
      const later = (kind: string, after: number, then: () => void) =>
        timers.current.set(`${kind} ${field}`, window.setTimeout(then, after));
      later("keep", KEPT_AFTER, () => {
        keep(field, text);
      });
      later("store", STORED_AFTER, () => void write([field]));
    },
    [put, stop, keep, write],
  );

  const drop = useCallback(
    (field: HeadField) => {
      stop(field);
      put(without(present.current, [field]));
      refuse(field, null);
      keep(field, null);
    },
    [stop, put, refuse, keep],
  );

  const flush = useCallback(async () => {
    HEAD_FIELDS.forEach(stop);
    return write([...HEAD_FIELDS]);
  }, [stop, write]);

  // Leaving the page takes nothing away: what is still typed is stored.
  useEffect(
    () => () => {
      void flush();
    },
    [flush],
  );

  return { drafts, failed, saving: writes > 0, type, leave, drop, refuse, flush };
}

/** What stands in a field, if its text is what would be stored. */
function untouched(order: OrderView | undefined, field: HeadField): string | null {
  return order && !MASKED.has(field) ? headCell(order, field).text : null;
}
