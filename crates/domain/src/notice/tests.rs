use super::*;

fn training() -> TypedNotice {
    TypedNotice {
        kind: "training".into(),
        title: " 系统操作培训 ".into(),
        text: "第一行\r\n第二行".into(),
        from: "2026-03-01".into(),
        to: "2026-03-20".into(),
        training_on: "2026-03-18".into(),
        training_place: "示例会议室".into(),
    }
}

fn codes(typed: &TypedNotice) -> Vec<String> {
    let told = NoticeContent::parse(typed).expect_err("something is wrong");
    told.iter().map(|p| format!("{} {}", p.code.as_str(), p.field.as_deref().unwrap_or("-"))).collect()
}

/// YW-HELP-02: a training has its day and place; a notice needs neither.
#[test]
fn yw_help_02_training_has_day_and_place() {
    let read = NoticeContent::parse(&training()).expect("all is well");
    assert_eq!((&*read.title, &*read.text), ("系统操作培训", "第一行\n第二行"));
    assert_eq!(read.kind.training().map(|training| training.on.to_string()), Some("2026-03-18".to_owned()));
    let without = TypedNotice { training_on: String::new(), training_place: String::new(), ..training() };
    assert_eq!(codes(&without), ["FIELD_REQUIRED training_on", "FIELD_REQUIRED training_place"]);
    let notice = TypedNotice { kind: "notice".into(), ..without };
    assert_eq!(NoticeContent::parse(&notice).map(|read| read.kind), Ok(NoticeKind::Notice));
}

/// YW-HELP-02: all that is wrong is told, each at its field.
#[test]
fn yw_help_02_every_field_tells_its_problem() {
    assert_eq!(
        codes(&TypedNotice::default()),
        [
            "FIELD_REQUIRED notice_title",
            "FIELD_REQUIRED notice_text",
            "FIELD_REQUIRED notice_from",
            "FIELD_REQUIRED notice_to",
            "FIELD_REQUIRED notice_kind"
        ]
    );
    let wrong = TypedNotice {
        kind: "party".into(),
        title: "长".repeat(TITLE_MOST + 1),
        text: "长".repeat(TEXT_MOST + 1),
        from: "2026-03-02".into(),
        to: "2026-03-01".into(),
        ..TypedNotice::default()
    };
    assert_eq!(
        codes(&wrong),
        [
            "FIELD_TOO_LONG notice_title",
            "FIELD_TOO_LONG notice_text",
            "CODE_UNKNOWN notice_kind",
            "DATE_RANGE notice_to"
        ]
    );
    assert_eq!(codes(&TypedNotice { from: "2026-02-30".into(), ..training() }), ["DATE_INVALID notice_from"]);
}

/// YW-HELP-02: shown from the first to the last day, both included, unless it was taken back.
#[test]
fn yw_help_02_shown_over_its_days() {
    let at = Instant::from_millis(0);
    let content = NoticeContent::parse(&training()).expect("all is well");
    let id = NoticeId::parse("01930d3c-7c00-7abc-8def-0123456789ab").expect("an id");
    let notice = Notice { id, content, published_at: at, changed_at: at, withdrawn_at: None };
    let shown = |notice: &Notice, day: &str| notice.is_shown_on(Day::parse(day).expect("a day"));
    let days = ["2026-02-28", "2026-03-01", "2026-03-20", "2026-03-21"];
    assert_eq!(days.map(|day| shown(&notice, day)), [false, true, true, false]);
    assert!(!shown(&Notice { withdrawn_at: Some(at), ..notice }, "2026-03-01"));
}
