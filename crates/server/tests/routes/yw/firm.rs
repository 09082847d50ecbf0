use store_server::store_contract;

use crate::support::{FIRM_ONE, FIRM_TWO, Server};

store_contract! {
    /// CM-SEC-03, CM-SEC-05: one's own firm, masked; people of no firm have none.
    #[test]
    async fn cm_sec_03_the_firm_is_shown_masked(fresh: Fresh) {
        let server = Server::new(fresh);
        let (one, two) = (server.firm(&FIRM_ONE).await, server.firm(&FIRM_TWO).await);
        let page = one.owner.get("/yw/firm").await.well();
        assert_eq!(page.text("/account/company_name"), FIRM_ONE.company);
        assert_eq!(page.text("/legal_rep_doc_no"), "330***********0013");
        assert_eq!(page.text("/mobile"), "199****0001");
        assert_eq!(page.text("/registry_status"), "存续");
        assert!(!page.body.to_string().contains(FIRM_ONE.number) && !page.body.to_string().contains(FIRM_ONE.mobile));
        assert_eq!(two.owner.get("/yw/firm").await.well().text("/legal_rep_doc_no"), "E0*****01");
        let (operator, _) = server.staff("admin", "operator").await;
        assert_eq!(operator.get("/yw/firm").await.codes(), "FORBIDDEN");
    }
}
