use domain::parameter::Parameter;
use values::{Code, Day};

use super::super::{content, mark_read};
use super::{Office, codes, json};

const ID: &str = "01930d3c-7c00-7abc-8def-0123456789ab";

fn notice(id: &str, kind: &str, more: &str) -> String {
    format!(
        "{{\"id\":\"{id}\",\"kind\":\"{kind}\",\"title\":\"t\",\"text\":\"x\",\"from\":\"2026-01-01\",\"to\":\"2026-03-31\",\
         \"training_on\":null,\"training_place\":null,\"published_at\":\"2026-01-01T00:00:00.000Z\",\
         \"changed_at\":\"2026-01-01T00:00:00.000Z\",\"withdrawn_at\":null,\"read\":false{more}}}"
    )
}

fn notices(rows: &[String]) -> String {
    json("200 OK", &format!("{{\"notices\":[{}]}}", rows.join(",")))
}

fn params(rows: &str) -> String {
    json("200 OK", &format!("{{\"params\":[{rows}]}}"))
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

/// YW-HELP-02: an answer that cannot be one changes nothing of what is known: no ids that lead elsewhere, no days that are none, no
/// notices without end.
#[tokio::test]
async fn yw_help_02_hostile_answers_change_nothing() {
    let office = Office::new().await;
    office.script.then(&[&notices(&[notice(ID, "notice", "")]), &params("")]);
    office.remote.refresh_content().await.unwrap();
    let known = content(office.desk.store()).await.unwrap();
    assert_eq!(known.unread_on(day("2026-03-31")), 1);
    assert_eq!(known.unread_on(day("2026-04-01")), 0, "it is over, also without a server");
    let many: Vec<String> = (0..201).map(|_| notice(ID, "notice", "")).collect();
    for wrong in [
        notices(&[notice("../../sync/orders", "notice", "")]),
        notices(&[notice(ID, "party", "")]),
        notices(&[notice(ID, "training", "")]),
        notices(&[notice(ID, "notice", "").replace("2026-03-31", "2026-02-30")]),
        notices(&many),
        json("200 OK", "{}"),
    ] {
        office.script.then(&[&wrong]);
        assert_eq!(codes(office.remote.refresh_content().await), [Code::NetAnswer], "{wrong}");
        assert_eq!(content(office.desk.store()).await.unwrap(), known);
    }
}

/// YW-HELP-02: a mark that was set here is told once, by whoever is signed in, and stays as long as the notice says the same.
#[tokio::test]
async fn yw_help_02_marks_are_told_once() {
    let office = Office::signed_in().await;
    let fetched = notices(&[notice(ID, "notice", "")]);
    office.script.then(&[&fetched, &params("")]);
    office.remote.refresh_content().await.unwrap();
    mark_read(office.desk.store(), ID).await.unwrap();
    mark_read(office.desk.store(), ID).await.unwrap();
    assert_eq!(codes(mark_read(office.desk.store(), "x").await), [Code::IdInvalid]);
    office.script.asked();
    office.script.then(&["HTTP/1.1 204 No Content\r\n\r\n", &fetched, &params("")]);
    assert!(office.remote.refresh_content().await.unwrap().notices[0].read);
    let asked = office.script.asked();
    assert!(asked[0].starts_with(&format!("PUT /api/v1/content/notices/{ID}/read ")), "{asked:?}");
    assert_eq!(asked.len(), 3);
    office.script.then(&[&fetched, &params("")]);
    office.remote.refresh_content().await.unwrap();
    assert_eq!(office.script.asked().len(), 2, "it was told before");
    let changed = notices(&[notice(ID, "notice", "").replace(
        "\"changed_at\":\"2026-01-01T00:00:00.000Z\"",
        "\"changed_at\":\"2026-02-01T00:00:00.000Z\"",
    )]);
    office.script.then(&[&changed, &params("")]);
    assert!(!office.remote.refresh_content().await.unwrap().notices[0].read, "it says something else now");
}

/// YW-OPS-04: values in force and to come; what this release would not take of an operator is passed over.
#[tokio::test]
async fn yw_ops_04_values_come_into_force_without_a_server() {
    let office = Office::new().await;
    let told = "{\"name\":\"customs_ceiling_usd\",\"value\":\"200000.00\",\"next\":[{\"from\":\"2999-01-01\",\"value\":\"1.00\"}]},\
                {\"name\":\"picture_days\",\"value\":\"29\",\"next\":[]},{\"name\":\"new\",\"value\":\"x\",\"next\":[]}";
    office.script.then(&[&notices(&[]), &params(told)]);
    let content = office.remote.refresh_content().await.unwrap();
    let on = |parameter, text| content.parameter(parameter, day(text));
    assert_eq!(on(Parameter::CustomsCeiling, "2998-12-31"), "200000.00");
    assert_eq!(on(Parameter::CustomsCeiling, "2999-01-01"), "1.00");
    assert_eq!(on(Parameter::PictureDays, "2998-12-31"), "180");
}
