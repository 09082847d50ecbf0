//! `/sms/send`

use serde_json::json;
use server::adapters::Sms;
use store_server::store_contract;

use crate::support::{FIRM_ONE, FIRM_TWO, Server};

store_contract! {
    /// YW-AUTH-07: a minute between two codes, five an hour, ten a China date; each number for itself.
    #[test]
    async fn yw_auth_07_limits_of_a_number(fresh: Fresh) {
        let server = Server::new(fresh);
        server.firm(&FIRM_ONE).await; // the registration's code is the first
        let visitor = server.visitor(1);
        let wanted = || json!({ "purpose": "sign_in", "mode": "phone", "name": FIRM_ONE.mobile });
        assert_eq!(visitor.post("/sms/send", wanted()).await.codes(), "SMS_TOO_SOON");
        for _ in 0..4 {
            server.pass_seconds(60);
            visitor.post("/sms/send", wanted()).await.well();
        }
        server.pass_seconds(60);
        let refused = visitor.post("/sms/send", wanted()).await;
        assert_eq!((refused.codes().as_str(), refused.retry_after.as_deref()), ("SMS_LIMIT", Some("3300")));
        for _ in 0..5 {
            server.pass_seconds(3_600);
            visitor.post("/sms/send", wanted()).await.well();
        }
        server.pass_seconds(3_600);
        assert_eq!(visitor.post("/sms/send", wanted()).await.codes(), "SMS_LIMIT", "the eleventh of the day");
        server.pass_seconds(6 * 3_600);
        visitor.post("/sms/send", wanted()).await.well();
    }

    /// YW-AUTH-07: five wrong entries void a code; five minutes end it.
    #[test]
    async fn yw_auth_07_wrong_entries_void_a_code(fresh: Fresh) {
        let server = Server::new(fresh);
        let visitor = server.visitor(1);
        let (token, code) = server.verified(&visitor, &FIRM_ONE).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        let mut codes = Vec::new();
        for code in [wrong, wrong, wrong, wrong, wrong, &code] {
            codes.push(visitor.post("/yw/registrations/activate", FIRM_ONE.form(&token, code)).await.codes());
        }
        let of = |code: &str| code.to_owned();
        assert_eq!(codes, [of("SMS_WRONG"), of("SMS_WRONG"), of("SMS_WRONG"), of("SMS_WRONG"), of("SMS_TRIES"), of("SMS_TRIES")]);
        server.pass_seconds(60);
        let wanted = json!({ "purpose": "registration", "verification_token": token, "mobile": FIRM_ONE.mobile });
        visitor.post("/sms/send", wanted).await.well();
        let code = visitor.newest_code(FIRM_ONE.mobile).await.unwrap();
        server.pass_seconds(300);
        let late = visitor.post("/yw/registrations/activate", FIRM_ONE.form(&token, &code)).await;
        assert_eq!((late.codes().as_str(), late.text("/problems/0/field").as_str()), ("SMS_EXPIRED", "sms_code"));
    }

    /// YW-AUTH-07: thirty codes an hour from one source, to whatever numbers.
    #[test]
    async fn yw_auth_07_limits_of_a_source(fresh: Fresh) {
        let server = Server::new(fresh);
        let (greedy, other) = (server.visitor(1), server.visitor(2));
        let wanted = |n: u64| json!({ "purpose": "sign_in", "mode": "phone", "name": (19_911_000_000 + n).to_string() });
        for number in 0..30 {
            greedy.post("/sms/send", wanted(number)).await.well();
        }
        assert_eq!(greedy.post("/sms/send", wanted(30)).await.codes(), "SMS_LIMIT");
        other.post("/sms/send", wanted(31)).await.well();
    }

    /// CM-ARCH-02: without a gateway the code says so, and changes nothing: the next try is not too soon.
    #[test]
    async fn cm_arch_02_a_missing_gateway_changes_nothing(fresh: Fresh) {
        let server = Server::with(fresh, |settings| settings.sms = Sms::Absent);
        let visitor = server.visitor(1);
        let verified = visitor.post("/yw/registrations/verify", FIRM_TWO.applicant(&visitor.device)).await.well();
        for _ in 0..2 {
            let wanted = json!({
                "purpose": "registration", "verification_token": verified.text("/verification_token"),
                "mobile": FIRM_TWO.mobile,
            });
            let refused = visitor.post("/sms/send", wanted).await;
            assert_eq!((refused.codes().as_str(), refused.status.as_u16()), ("EXT_NOT_CONFIGURED", 503));
        }
    }
}
