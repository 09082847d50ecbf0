import type { FirmHost, FirmProfile } from "../firm";
import { problemOf } from "../forms";
import { Refusal } from "../Host";
import type { Session } from "../httpAccount";
import { COMPANIES, SMS_CODE } from "./account";
import { fakeConsole, type ConsoleControls } from "./console";

const [company, uscc, representative] = COMPANIES[0];

/** The owner of the fake firm. */
export const OWNER: Session = {
  person: {
    id: "00000000-0000-7000-f000-000000000001",
    role: "owner",
    name: "示例业务员一",
    short_name: null,
    login_name: null,
    mobile: "199****0001",
    rights: ["read_orders", "administer"],
    must_change_password: false,
    disabled: false,
  },
  account: {
    id: "00000000-0000-7000-e000-000000000000",
    kind: "firm",
    state: "active",
    state_reason: null,
    company_name: company,
    uscc,
    mpn: "F00000001",
    services: ["yw"],
    created_at: "2025-03-04T02:00:00.000Z",
  },
};

const PROFILE: FirmProfile = {
  ...OWNER,
  legal_rep_name: representative,
  legal_rep_doc_type: "resident_id",
  legal_rep_doc_no: "330***********0013",
  contact_name: "示例业务员一",
  mobile: "199****0001",
  contact_email: "s***@example.com",
  registered_address: "示例省示例市示例路 1 号",
  office_address: null,
  customs_reg_no: null,
  registry_status: "存续",
  registry_checked_at: "2025-03-04T02:00:00.000Z",
  agreement_version: "1.0",
  agreement_at: "2025-03-04T02:00:00.000Z",
};

/** A server in memory as the console of firms sees it, with one notice. */
export function fakeFirm(who: Session = OWNER): FirmHost & ConsoleControls & { readonly calls: string[] } {
  const calls: string[] = [];
  const console = fakeConsole(who);
  let isRead = false;
  return {
    ...console,
    calls,
    profile: () => Promise.resolve({ ...PROFILE, ...who }),
    notices: () =>
      Promise.resolve([
        {
          id: "notice-0",
          kind: "training",
          title: "系统使用培训",
          text: "请携带营业执照。",
          from: "2025-03-01",
          to: "2025-12-31",
          training_on: "2025-04-01",
          training_place: "示例路 1 号",
          published_at: "2025-03-04T02:00:00.000Z",
          changed_at: "2025-03-04T02:00:00.000Z",
          withdrawn_at: null,
          read: isRead,
        },
      ]),
    noticeRead: (id) => {
      isRead = true;
      calls.push(`noticeRead ${id}`);
      return Promise.resolve();
    },
    phones: () => Promise.resolve({ service: "0579-85250715, 0579-85250725", insurer: "0579-85250210" }),
    sendMobileCode: (mobile) => {
      calls.push(`sendMobileCode ${mobile ?? "old"}`);
      return Promise.resolve({ resend_seconds: 60 });
    },
    changeMobile: (form) => {
      if (form.new_code !== SMS_CODE)
        return Promise.reject(new Refusal(problemOf("SMS_WRONG", { field: "new_code" })));
      calls.push(`changeMobile ${form.mobile}`);
      return Promise.resolve();
    },
  };
}
