//! Outbox and before-images: what a later synchronisation needs of every change (DECISIONS, Rows).

use actions::{edit_lines, edit_lines::TypedEdit, edit_order, remove_lines, undo};
use domain::{LineField, OrderField};
use testkit::{TestHost, words};
use values::LineId;

fn cell(line: LineId, text: &str) -> [TypedEdit; 1] {
    [TypedEdit { line, fields: vec![(LineField::Amount, text.to_owned())] }]
}

/// CM-OFF-01: every change, its undo included, stands in the outbox once; refused ones do not.
#[tokio::test]
async fn every_change_waits_in_the_outbox_once() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(3).await;
    edit_lines(&host, id, &cell(lines[0], "7")).await.unwrap();
    undo(&host, id).await.unwrap();
    remove_lines(&host, id, lines[1..].to_vec()).await.unwrap();
    edit_order(&host, id, &words::typed_head(&[(OrderField::LineCurrency, "EUR")])).await.unwrap_err();
    edit_order(&host, id, &words::buyer()).await.unwrap(); // says what stands there already
    assert_eq!(host.store().outbox_count().await.unwrap(), 5);
    assert_eq!(host.store().change_count(id).await.unwrap(), 5);
    assert_eq!(host.store().outbox_gaps().await.unwrap(), 0);
}

/// CM-OFF-01: rows that a server has are copied before the first change touches them, and once; new rows never.
#[tokio::test]
async fn confirmed_rows_keep_an_image_of_themselves() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(4).await;
    edit_lines(&host, id, &cell(lines[3], "viele")).await.unwrap();
    assert_eq!(host.store().before_images(id).await.unwrap(), (None, Vec::new()), "no server has it");
    host.store().pretend_synced(id, 7).await.unwrap();
    let new = host.lines(id, &[words::line(9)]).await[0];
    edit_lines(&host, id, &cell(new, "9.99")).await.unwrap();
    edit_lines(&host, id, &cell(lines[0], "8.01")).await.unwrap();
    edit_lines(&host, id, &cell(lines[0], "8.02")).await.unwrap();
    remove_lines(&host, id, vec![lines[1], new]).await.unwrap();
    edit_lines(&host, id, &cell(lines[3], "5")).await.unwrap();
    edit_order(&host, id, &words::typed_head(&[(OrderField::BuyerName, "SAMPLE BUYER TWO")])).await.unwrap();
    edit_order(&host, id, &words::typed_head(&[(OrderField::BuyerName, "SAMPLE BUYER THREE")]))
        .await
        .unwrap();
    let (head, images) = host.store().before_images(id).await.unwrap();
    let head: serde_json::Value = serde_json::from_str(&head.unwrap()).unwrap();
    assert_eq!(head["buyer_name"], "SAMPLE BUYER ONE");
    assert_eq!((&head["total_usd"], &head["deleted"]), (&1_250_000.into(), &0.into()));
    let of: Vec<LineId> = images.iter().map(|(line, _)| *line).collect();
    assert_eq!(
        of,
        [lines[0], lines[1], lines[3]],
        "lines[2] was not touched, the new one is not the server's"
    );
    let image = |at: usize| serde_json::from_str::<serde_json::Value>(&images[at].1).unwrap();
    assert_eq!((&image(0)["amount"], &image(0)["raw"]), (&110.into(), &serde_json::Value::Null));
    assert_eq!(image(1)["removed"], 0);
    assert_eq!(
        (&image(2)["amount"], &image(2)["raw"]["amount"]),
        (&serde_json::Value::Null, &"viele".into())
    );
}

/// CM-OFF-01: taking back the creation of lines that a server has keeps their image too.
#[tokio::test]
async fn undo_keeps_images_as_well() {
    let host = TestHost::new().await;
    let (id, lines) = host.draft(2).await;
    host.store().pretend_synced(id, 7).await.unwrap();
    undo(&host, id).await.unwrap();
    let (_, images) = host.store().before_images(id).await.unwrap();
    assert_eq!(images.iter().map(|(line, _)| *line).collect::<Vec<_>>(), lines);
}
