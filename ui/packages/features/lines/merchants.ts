import type { LineColumn, MerchantView } from "#host/generated";
import { isMerchant } from "./columns";
import type { LineSheet } from "./LineSheet";
import { isEntry } from "./selection";

/** Looks up merchants for what is typed; where that fails there are none, because they are only suggested. */
export async function suggest(sheet: LineSheet, text: string) {
  const { edit } = sheet.state;
  if (!edit || !isMerchant(edit.place.column) || text.trim() === "") {
    if (sheet.state.suggestions) sheet.set({ suggestions: null });
    return;
  }
  const merchants = await sheet.host.knownMerchants(sheet.order, text).catch(() => []);
  // The cell may be closed by now, or more was typed.
  if (sheet.state.edit?.place.line !== edit.place.line || sheet.live !== text) return;
  sheet.set({ suggestions: merchants.length > 0 ? { merchants, chosen: -1 } : null });
}

/** Moves through the suggestions; says whether there were any. */
export function choose(sheet: LineSheet, by: 1 | -1): boolean {
  const { suggestions } = sheet.state;
  if (!suggestions) return false;
  const { merchants, chosen } = suggestions;
  const next = Math.min(Math.max(chosen + by, -1), merchants.length - 1);
  sheet.set({ suggestions: { merchants, chosen: next } });
  return true;
}

/** Takes a merchant: number, name and phone in one step. */
export async function take(sheet: LineSheet, { merchant_no, merchant_name, merchant_phone }: MerchantView) {
  const place = sheet.close();
  if (!place) return;
  if (isEntry(place, sheet.shape)) {
    sheet.typeEntry({ merchant_no, merchant_name, merchant_phone });
    return;
  }
  sheet.keepCells();
  const line = place.line ?? (await sheet.pages.load(place.row))?.id ?? null;
  if (line === null) return;
  const columns: LineColumn[] = ["merchant_no", "merchant_name", "merchant_phone"];
  const text = [merchant_no, merchant_name, merchant_phone].join("\t");
  const attempt = async () => {
    try {
      await sheet.write(() =>
        sheet.host.pasteCells(sheet.order, { line, columns, onto: null, text, html: null }),
      );
    } catch (cause) {
      sheet.refused(cause, () => void attempt());
    }
  };
  await attempt();
}
