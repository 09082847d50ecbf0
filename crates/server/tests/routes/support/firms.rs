//! The synthetic companies of §18.7, registered through the routes, and their people.

use serde_json::{Value, json};
use server::host::RequestHost;
use values::{PersonId, Secret};

use super::{Answer, Client, Server, client::new_id};

/// Every firm's password.
pub(crate) const PASSWORD: &str = "Right-pass1";

/// A company as its registration is typed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Typed {
    pub(crate) company: &'static str,
    pub(crate) uscc: &'static str,
    pub(crate) representative: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) number: &'static str,
    pub(crate) mobile: &'static str,
}

pub(crate) const FIRM_ONE: Typed = Typed {
    company: "示例进出口有限公司",
    uscc: "91330782TE5T00016T",
    representative: "示例甲",
    kind: "resident_id",
    number: "330782190101010013",
    mobile: "19900000001",
};

pub(crate) const FIRM_TWO: Typed = Typed {
    company: "示例贸易有限公司",
    uscc: "91330782TE5T00024M",
    representative: "示例乙",
    kind: "passport",
    number: "E00000001",
    mobile: "19900000002",
};

/// A registered firm with its owner signed in.
pub(crate) struct Registered {
    pub(crate) owner: Client,
    pub(crate) mpn: String,
    pub(crate) account: String,
    pub(crate) owner_id: String,
}

impl Typed {
    pub(crate) fn applicant(&self, device: &str) -> Value {
        json!({
            "company_name": self.company, "uscc": self.uscc, "legal_rep_name": self.representative,
            "legal_rep_doc_type": self.kind, "legal_rep_doc_no": self.number,
            "acknowledged": ["RID_AGE_HIGH"], "device": device,
        })
    }

    pub(crate) fn form(&self, token: &str, code: &str) -> Value {
        json!({
            "verification_token": token, "company_name": self.company, "uscc": self.uscc,
            "legal_rep_name": self.representative, "legal_rep_doc_type": self.kind, "legal_rep_doc_no": self.number,
            "password": PASSWORD, "password_repeat": PASSWORD, "contact_name": "示例乙", "mobile": self.mobile,
            "sms_code": code, "registered_address": "浙江省义乌市示例路1号", "services": ["yw"],
            "agreement_version": "1.0",
        })
    }
}

impl Server {
    /// Up to the code: the verification token, and the digits that were sent.
    pub(crate) async fn verified(&self, visitor: &Client, typed: &Typed) -> (String, String) {
        let verified =
            visitor.post("/yw/registrations/verify", typed.applicant(&visitor.device)).await.well();
        let token = verified.text("/verification_token");
        let wanted =
            json!({ "purpose": "registration", "verification_token": token, "mobile": typed.mobile });
        visitor.post("/sms/send", wanted).await.well();
        let code = visitor.newest_code(typed.mobile).await.expect("a code was sent");
        (token, code)
    }

    /// A firm, registered and signed in.
    pub(crate) async fn firm(&self, typed: &Typed) -> Registered {
        let visitor = self.visitor(100);
        let (token, code) = self.verified(&visitor, typed).await;
        let activated = visitor.post("/yw/registrations/activate", typed.form(&token, &code)).await.well();
        let mut owner = self.visitor(101);
        let signed_in = owner.sign_in(typed.uscc, PASSWORD).await.well();
        Registered {
            owner,
            mpn: activated.text("/mpn"),
            account: activated.text("/account_id"),
            owner_id: signed_in.text("/person/id"),
        }
    }

    /// A clerk of the firm, with a password of their own and signed in; and their id.
    pub(crate) async fn clerk(
        &self,
        firm: &Registered,
        typed: &Typed,
        name: &str,
        role: &str,
    ) -> (Client, String) {
        let first = "First-pass1";
        let body = json!({ "short_name": name, "name": "示例丁", "role": role, "password": first });
        let id = firm.owner.post("/yw/firm/people", body).await.well().text("/id");
        let mut clerk = self.visitor(102);
        clerk.sign_in(&format!("{}/{name}", typed.uscc), first).await.well();
        clerk.change_password(first, PASSWORD).await.well();
        (clerk, id)
    }

    /// Somebody of the staff, signed in again once their token has run out.
    pub(crate) async fn again(&self, mut client: Client, name: &str) -> Client {
        client.sign_in(name, PASSWORD).await.well();
        client
    }

    /// Somebody of the staff, with a password of their own and signed in; and their id.
    pub(crate) async fn staff(&self, name: &str, role: &str) -> (Client, PersonId) {
        let first = "First-pass1";
        let role = domain::account::Role::from_name(role).expect("a role");
        let staff_name = domain::account::StaffName::parse(name).expect("a staff name");
        let host = RequestHost::console(&self.app);
        let password = Secret::new(first.to_owned());
        let id =
            actions::accounts::add_staff(&host, role, staff_name, &password).await.expect("staff is added");
        let mut client = self.visitor(103);
        client.sign_in(name, first).await.well();
        client.change_password(first, PASSWORD).await.well();
        (client, id)
    }
}

impl Client {
    pub(crate) async fn change_password(&self, old: &str, new: &str) -> Answer {
        let body = json!({ "old_password": old, "new_password": new, "password_repeat": new });
        self.post_keyed("/auth/password/change", body, &new_id()).await
    }
}
