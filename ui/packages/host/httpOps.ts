import { openDoor, once } from "./door";
import { httpAccount } from "./httpAccount";
import type { OpsHost } from "./ops";

const PAGE = 50;

type Given<Query> = { [Key in keyof Query]?: Exclude<Query[Key], null> };

/** What narrows nothing is not asked for. */
function given<Query extends Record<string, string | number | boolean | null>>(query: Query) {
  const told = Object.entries(query).filter(([, value]) => value !== null && value !== "" && value !== false);
  return Object.fromEntries(told) as Given<Query>;
}

/** The operators' console over HTTP. */
export function httpOps(): OpsHost {
  const door = openDoor();
  const { server, answer, done } = door;
  const of = (id: string) => ({ path: { id } });
  const by = (id: string) => ({ path: { id }, header: once() });
  return {
    ...httpAccount(door),
    accounts: (filter, cursor) => {
      const query = given({ ...filter, cursor, limit: PAGE });
      return answer(server.GET("/ops/accounts", { params: { query } }));
    },
    account: (id) => answer(server.GET("/ops/accounts/{id}", { params: of(id) })),
    unlock: (id) => done(server.POST("/ops/accounts/{id}/unlock", { params: by(id) })),
    suspend: (id, reason) =>
      done(server.POST("/ops/accounts/{id}/suspend", { params: by(id), body: { reason } })),
    lift: (id) => done(server.POST("/ops/accounts/{id}/lift", { params: by(id) })),
    close: (id, reason) =>
      done(server.POST("/ops/accounts/{id}/close", { params: by(id), body: { reason } })),
    endSessions: (id) => done(server.POST("/ops/accounts/{id}/end-sessions", { params: by(id) })),
    trail: (id, filter, before) => {
      const query = given({ ...filter, before, limit: PAGE });
      return answer(server.GET("/ops/accounts/{id}/audit", { params: { ...of(id), query } }));
    },
    replaceMobile: (id, mobile, reason) =>
      done(server.POST("/ops/people/{id}/mobile", { params: by(id), body: { mobile, reason } })),
    givePassword: async (id) =>
      (await answer(server.POST("/ops/people/{id}/password", { params: by(id) }))).one_time_password,
    notices: (before) =>
      answer(server.GET("/ops/notices", { params: { query: given({ before, limit: PAGE }) } })),
    publish: (body) => done(server.POST("/ops/notices", { params: { header: once() }, body })),
    changeNotice: (id, body) => done(server.PATCH("/ops/notices/{id}", { params: by(id), body })),
    withdraw: (id) => done(server.POST("/ops/notices/{id}/withdraw", { params: by(id) })),
    parameters: async () => [...(await answer(server.GET("/ops/params"))).params],
    setParameter: (name, value, from) =>
      done(
        server.PATCH("/ops/params/{name}", {
          params: { path: { name }, header: once() },
          body: { value, from },
        }),
      ),
  };
}
