use store_server::store_contract;

use crate::support::{FIRM_ONE, FIRM_TWO, PASSWORD, Server};

store_contract! {
    /// CM-SEC-02: five devices; the sixth replaces the one unused longest; one device counts once.
    #[test]
    async fn cm_sec_02_five_devices_a_person(fresh: Fresh) {
        let server = Server::new(fresh);
        let first = server.firm(&FIRM_ONE).await.owner;
        let mut others = Vec::new();
        for number in 1..=4 {
            server.pass_seconds(1);
            let mut device = server.visitor(number);
            device.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
            device.sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
            others.push(device);
        }
        let listed = first.get("/auth/devices").await.well();
        assert_eq!(listed.body["devices"].as_array().unwrap().len(), 5);
        server.pass_seconds(600);
        first.get("/yw/firm").await.well(); // used since: not the one unused longest any more
        server.visitor(6).sign_in(FIRM_ONE.uscc, PASSWORD).await.well();
        assert_eq!(others[0].get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        first.get("/yw/firm").await.well();
        others[1].get("/yw/firm").await.well();
    }

    /// CM-SEC-02, CM-SEC-05: one signs out one's own devices and those of one's firm's people, nobody else's.
    #[test]
    async fn cm_sec_02_devices_are_revoked_by_whom_they_belong_to(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let (clerk, clerk_id) = server.clerk(&one, &FIRM_ONE, "wang", "clerk").await;
        let of = |listed: &crate::support::Answer| listed.text("/devices/0/session_id");
        let clerks = of(&one.owner.get(&format!("/auth/devices?person={clerk_id}")).await.well());
        let owners = of(&one.owner.get("/auth/devices").await.well());
        assert_eq!(two.owner.get(&format!("/auth/devices?person={clerk_id}")).await.codes(), "NOT_FOUND");
        assert_eq!(clerk.get(&format!("/auth/devices?person={}", one.owner_id)).await.codes(), "FORBIDDEN");
        assert_eq!(two.owner.delete(&format!("/auth/devices/{clerks}")).await.codes(), "NOT_FOUND");
        assert_eq!(clerk.delete(&format!("/auth/devices/{owners}")).await.codes(), "FORBIDDEN");
        one.owner.delete(&format!("/auth/devices/{clerks}")).await.well();
        assert_eq!(clerk.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(one.owner.delete(&format!("/auth/devices/{clerks}")).await.codes(), "NOT_FOUND");
    }
}
