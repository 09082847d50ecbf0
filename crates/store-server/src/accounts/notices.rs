//! Notices and who has read them.

use actions::accounts::ShownNotice;
use domain::notice::{Notice, NoticeContent, NoticeKind, Training};
use values::{Day, Instant, NoticeId, PersonId, Uuid};

use crate::{
    db::{Conn, Row, built, sql},
    error::{StoreError, inconsistent},
};

/// So many notices are shown at once: nobody reads more, and an answer stays below the mebibyte that desks read of one.
const SHOWN_MOST: i64 = 40;

const COLUMNS: &str = "n.id, n.kind, n.title, n.body, n.from_on, n.to_on, n.training_on, n.training_place, \
                       n.published_at, n.changed_at, n.withdrawn_at";

/// Inserts or changes one. When it was published stays.
pub(super) async fn put(conn: &mut Conn, notice: &Notice) -> Result<(), StoreError> {
    let content = &notice.content;
    let training = content.kind.training();
    sql("INSERT INTO notices (id, kind, title, body, from_on, to_on, training_on, training_place, published_at, \
         changed_at, withdrawn_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, body = excluded.body, \
         from_on = excluded.from_on, to_on = excluded.to_on, training_on = excluded.training_on, \
         training_place = excluded.training_place, changed_at = excluded.changed_at, \
         withdrawn_at = excluded.withdrawn_at")
    .bind(*notice.id.as_uuid())
    .bind(content.kind.name())
    .bind(content.title.clone())
    .bind(content.text.clone())
    .bind(content.from.to_string())
    .bind(content.to.to_string())
    .bind(training.map(|training| training.on.to_string()))
    .bind(training.map(|training| training.place.clone()))
    .bind(notice.published_at)
    .bind(notice.changed_at)
    .bind(notice.withdrawn_at)
    .run(conn)
    .await?;
    Ok(())
}

pub(super) async fn by_id(conn: &mut Conn, hold: &str, id: NoticeId) -> Result<Option<Notice>, StoreError> {
    let row = built(format!("SELECT {COLUMNS} FROM notices n WHERE n.id = $1{hold}"))
        .bind(*id.as_uuid())
        .optional(conn)
        .await?;
    row.map(|row| read(&row)).transpose()
}

/// Ids are given out in the order of time, so that the newest comes first.
pub(super) async fn before(
    conn: &mut Conn,
    before: Option<NoticeId>,
    limit: u32,
) -> Result<Vec<Notice>, StoreError> {
    let rows = built(format!("SELECT {COLUMNS} FROM notices n WHERE n.id < $1 ORDER BY n.id DESC LIMIT $2"))
        .bind(before.map_or(Uuid::max(), |before| *before.as_uuid()))
        .bind(limit)
        .all(conn)
        .await?;
    rows.iter().map(read).collect()
}

/// A visitor has the id of nobody, who has read nothing.
pub(super) async fn shown(
    conn: &mut Conn,
    day: Day,
    reader: Option<PersonId>,
) -> Result<Vec<ShownNotice>, StoreError> {
    let rows = built(format!(
        "SELECT {COLUMNS}, r.read_at FROM notices n \
         LEFT JOIN notice_reads r ON r.notice = n.id AND r.person = $2 \
         WHERE n.withdrawn_at IS NULL AND n.from_on <= $1 AND n.to_on >= $1 ORDER BY n.id DESC LIMIT {SHOWN_MOST}"
    ))
    .bind(day.to_string())
    .bind(reader.map_or(Uuid::nil(), |reader| *reader.as_uuid()))
    .all(conn)
    .await?;
    let shown = |row: &Row| {
        let notice = read(row)?;
        let read_at: Option<Instant> = row.get("read_at")?;
        let is_read = read_at.is_some_and(|read_at| read_at >= notice.changed_at);
        Ok(ShownNotice { notice, is_read })
    };
    rows.iter().map(shown).collect()
}

pub(super) async fn note_read(
    conn: &mut Conn,
    reader: PersonId,
    notice: NoticeId,
    at: Instant,
) -> Result<(), StoreError> {
    sql("INSERT INTO notice_reads (person, notice, read_at) VALUES ($1, $2, $3) \
         ON CONFLICT (person, notice) DO UPDATE SET read_at = excluded.read_at")
    .bind(reader)
    .bind(*notice.as_uuid())
    .bind(at)
    .run(conn)
    .await?;
    Ok(())
}

fn read(row: &Row) -> Result<Notice, StoreError> {
    let id: Uuid = row.get("id")?;
    let wrong = |column: &'static str| inconsistent("notices", column, id);
    let day = |column: &'static str| {
        let text: Option<String> = row.get(column)?;
        text.map(|text| Day::parse(&text).map_err(|_| wrong(column))).transpose()
    };
    let training = match (day("training_on")?, row.get::<Option<String>>("training_place")?) {
        (Some(on), Some(place)) => Some(Training { on, place: place.into() }),
        _ => None,
    };
    let kind = match (row.get::<String>("kind")?.as_str(), training) {
        ("notice", None) => NoticeKind::Notice,
        ("training", Some(training)) => NoticeKind::Training(training),
        _ => return Err(wrong("kind")),
    };
    Ok(Notice {
        id: NoticeId::from_uuid(id),
        content: NoticeContent {
            kind,
            title: row.get::<String>("title")?.into(),
            text: row.get::<String>("body")?.into(),
            from: day("from_on")?.ok_or_else(|| wrong("from_on"))?,
            to: day("to_on")?.ok_or_else(|| wrong("to_on"))?,
        },
        published_at: row.get("published_at")?,
        changed_at: row.get("changed_at")?,
        withdrawn_at: row.get("withdrawn_at")?,
    })
}
