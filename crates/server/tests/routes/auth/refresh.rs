use serde_json::Value;
use store_server::store_contract;

use crate::support::{FIRM_ONE, PASSWORD, Server};

store_contract! {
    /// CM-SEC-02: new tokens open, the old refresh token is used up; its second use ends the whole family.
    #[test]
    async fn cm_sec_02_rotation_and_the_end_of_a_family(fresh: Fresh) {
        let server = Server::new(fresh);
        let mut owner = server.firm(&FIRM_ONE).await.owner;
        let stolen = owner.clone();
        owner.rotate().await.well();
        owner.get("/yw/firm").await.well();
        server.pass_seconds(61);
        let mut thief = stolen;
        assert_eq!(thief.rotate().await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(owner.rotate().await.codes(), "AUTH_SESSION_REVOKED");
    }

    /// CM-SEC-02, decision 0010: a lost answer may be asked for again within 60 s by the same device, and is the same.
    #[test]
    async fn cm_sec_02_a_lost_answer_is_given_again(fresh: Fresh) {
        let server = Server::new(fresh);
        let owner = server.firm(&FIRM_ONE).await.owner;
        let (mut first, mut again) = (owner.clone(), owner.clone());
        let given = first.rotate().await.well();
        server.pass_seconds(59);
        assert_eq!(again.rotate().await.well().body, given.body);
        first.get("/yw/firm").await.well();
        // Once what it gave was used itself, nobody who is honest asks for it any more.
        first.rotate().await.well();
        let mut late = owner.clone();
        assert_eq!(late.rotate().await.codes(), "AUTH_SESSION_REVOKED");
    }

    /// CM-SEC-02: a refresh token away from its device ends the family at once.
    #[test]
    async fn cm_sec_02_another_device_ends_the_family(fresh: Fresh) {
        let server = Server::new(fresh);
        let owner = server.firm(&FIRM_ONE).await.owner;
        let mut thief = owner.clone();
        thief.device = server.visitor(9).device;
        assert_eq!(thief.rotate().await.codes(), "AUTH_SESSION_REVOKED");
        assert_eq!(owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
    }

    /// CM-SEC-02: access 30 minutes, refresh 14 days.
    #[test]
    async fn cm_sec_02_tokens_live_as_long_as_said(fresh: Fresh) {
        let server = Server::new(fresh);
        let mut owner = server.firm(&FIRM_ONE).await.owner;
        server.pass_seconds(30 * 60 - 1);
        owner.get("/yw/firm").await.well();
        server.pass_seconds(1);
        assert_eq!(owner.get("/yw/firm").await.codes(), "AUTH_SESSION_EXPIRED");
        owner.rotate().await.well();
        owner.get("/yw/firm").await.well();
        server.pass_seconds(14 * 24 * 3_600);
        assert_eq!(owner.rotate().await.codes(), "AUTH_SESSION_EXPIRED");
        assert_eq!(owner.sign_in(FIRM_ONE.uscc, PASSWORD).await.status, 200);
    }

    /// CM-SEC-02: neither kind of token stands for the other, and one that never was opens nothing.
    #[test]
    async fn cm_sec_02_a_token_opens_only_its_own_door(fresh: Fresh) {
        let server = Server::new(fresh);
        let owner = server.firm(&FIRM_ONE).await.owner;
        let mut with_refresh = owner.clone();
        with_refresh.token = Some(owner.refresh.clone());
        assert_eq!(with_refresh.get("/yw/firm").await.codes(), "AUTH_REQUIRED");
        let mut with_access = owner.clone();
        with_access.refresh = owner.token.clone().unwrap();
        assert_eq!(with_access.rotate().await.codes(), "AUTH_REQUIRED");
        owner.post("/auth/logout", Value::Null).await.well();
        assert_eq!(owner.get("/yw/firm").await.codes(), "AUTH_SESSION_REVOKED");
    }
}
