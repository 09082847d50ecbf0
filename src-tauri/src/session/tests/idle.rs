//! What happens by itself.

use std::{sync::mpsc, time::Duration};

use actions::create_order;

use super::vault;
use crate::views::DeskEvent;

const LONG: Duration = Duration::from_secs(60);

/// DECISIONS, Rows: the window follows the change counter, whoever wrote; the day gets its backup; the index catches up.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_are_noticed_indexed_and_backed_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let (other_program, session) = vault(folder.path()).await;
    let (tell, heard) = mpsc::channel();
    session.listen(move |event| drop(tell.send(event)));
    session.vault().await;
    let idle = tokio::spawn({
        let session = session.clone();
        async move { session.idle().await }
    });
    assert!(session.backups().await.is_empty(), "nothing was written yet");
    create_order(&other_program, &[]).await.expect("the vault is open");
    assert!(
        matches!(heard.recv_timeout(LONG), Ok(DeskEvent::Changed { revision: Some(_) })),
        "another program wrote"
    );
    session.create_order().await.expect("the vault is open");
    assert!(
        matches!(heard.recv_timeout(LONG), Ok(DeskEvent::Changed { revision: Some(_) })),
        "this window wrote"
    );
    let done = tokio::time::timeout(LONG, async {
        let store = other_program.store();
        while session.backups().await.is_empty()
            || store.index_step(0).await.expect("it can be asked").left > 0
        {
            tokio::task::yield_now().await;
        }
    });
    done.await.expect("the day gets its backup, and every row stands in the index");
    other_program.lock().await;
    session.close().await;
    assert!(matches!(heard.recv_timeout(LONG), Ok(DeskEvent::VaultClosed)));
    idle.await.expect("it ends with the session");
}

/// A fault of ours answers like every other problem, with the reference under which it is logged, and the next command
/// works.
#[tokio::test]
async fn a_panic_is_answered_and_nothing_is_left_held() {
    let (_folder, session) = super::open_session().await;
    let broken = session.guarded::<()>(async {
        let _desk = session.desk().await?;
        panic!("a fault of a test")
    });
    let told = broken.await.expect_err("it panicked");
    assert_eq!((told.code.as_str(), told.params["request_id"].len()), ("INTERNAL", 8));
    session.lock_vault().await;
    session.create_order().await.expect("nobody holds the vault");
    session.close().await;
}
