import type { ProblemView } from "../generated";
import { checkCell, type Checked } from "./check";
import { problemOf as problem } from "../forms";
import { COUNTRIES } from "./samples";

/** What an order's head asks for; the rest may stay empty. */
const REQUIRED = ["buyer_name", "buyer_passport", "buyer_nationality", "destination", "total_usd"];

/** Checks a field of the order's head; `head` are the fields beside it. */
export function checkHead(field: string, typed: string, head: Readonly<Record<string, string>>): Checked {
  const text = typed.trim();
  const wrong = (code: string, params: Record<string, string> = {}): Checked => ({
    text: typed,
    problems: [problem(code, { field, value: typed, params })],
  });
  if (text === "") {
    const company = head.buyer_kind === "company" && field === "buyer_passport";
    return REQUIRED.includes(field) && !company
      ? { ...wrong("FIELD_REQUIRED"), text }
      : { text, problems: [] };
  }
  switch (field) {
    case "buyer_passport":
      return /^(?=.*\d)[A-Z0-9]{6,12}$/i.test(text)
        ? { text: text.toUpperCase(), problems: [] }
        : wrong("PASSPORT_FORMAT");
    case "total_usd": {
      const read = checkCell("amount", text);
      const problems: ProblemView[] = read.problems.map((one) => ({ ...one, field }));
      if (problems.length === 0 && Number(read.text) > 150_000) {
        problems.push(problem("ORD_OVER_150K", { severity: "warning", field, value: read.text }));
      }
      return { text: read.text, problems };
    }
    case "destination":
    case "buyer_nationality": {
      const known = COUNTRIES.find((one) => Object.values(one).some((name: string) => name === text));
      if (known) return { text: known.alpha2, problems: [] };
      return field === "destination" && ["CN", "中国"].includes(text)
        ? wrong("DEST_IS_CN")
        : wrong("CODE_UNKNOWN");
    }
    case "buyer_email":
      return /^\S+@\S+\.\S+$/.test(text) ? { text, problems: [] } : wrong("EMAIL_FORMAT");
    case "buyer_phone":
      return /^\+?[\d\s-]{5,19}$/.test(text) ? { text, problems: [] } : wrong("PHONE_INTL_FORMAT");
    case "remark":
      return text.length > 500
        ? wrong("FIELD_TOO_LONG", { max: "500", n: String(text.length) })
        : { text, problems: [] };
    default:
      return { text, problems: [] };
  }
}
