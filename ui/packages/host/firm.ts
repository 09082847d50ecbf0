import { openDoor, once, type Shape } from "./door";
import { httpAccount, type ConsoleHost } from "./httpAccount";

/** What the firm's page shows; numbers are masked. */
export type FirmProfile = Shape<"FirmView">;
/** A notice as its reader sees it. */
export type ShownNotice = Shape<"ShownNoticesView">["notices"][number];

/** The service numbers that the platform gives (YW-HELP-01). */
export interface Phones {
  service: string;
  insurer: string;
}

/** What the console of firms and merchants asks of the server; a refusal is thrown as a `Refusal`. */
export interface FirmHost extends ConsoleHost {
  profile(): Promise<FirmProfile>;
  /** The notices of today; unread ones only of whoever is signed in. */
  notices(): Promise<ShownNotice[]>;
  noticeRead: (id: string) => Promise<void>;
  phones(): Promise<Phones>;
  /** Sends a code to the number that is bound, or to the new one (YW-AUTH-09). */
  sendMobileCode(mobile: string | null): Promise<Shape<"CodeSentView">>;
  changeMobile: (form: Shape<"MobileBody">) => Promise<void>;
}

/** The console of firms and merchants over HTTP. */
export function httpFirm(): FirmHost {
  const door = openDoor();
  const { server, answer, done } = door;
  const key = () => ({ header: once() });
  return {
    ...httpAccount(door),
    profile: () => answer(server.GET("/yw/firm")),
    notices: async () => [...(await answer(server.GET("/content/notices"))).notices],
    noticeRead: (id) => done(server.PUT("/content/notices/{id}/read", { params: { path: { id } } })),
    phones: async () => {
      const { params } = await answer(server.GET("/content/params"));
      const value = (name: string) => params.find((one) => one.name === name)?.value ?? "";
      return { service: value("service_phones"), insurer: value("insurer_phone") };
    },
    sendMobileCode: (mobile) =>
      answer(
        server.POST("/sms/send", {
          params: key(),
          body: mobile === null ? { purpose: "old_mobile" } : { purpose: "new_mobile", mobile },
        }),
      ),
    changeMobile: (body) => done(server.POST("/auth/mobile/change", { params: key(), body })),
  };
}
