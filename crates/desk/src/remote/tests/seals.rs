use values::{DeviceId, Uuid};

use super::super::tokens::TokenCase;
use super::{Office, chain, desk, tokens};

fn device(last: u8) -> DeviceId {
    let mut bytes = [0; 16];
    bytes[6] = 0x70;
    bytes[8] = 0x80;
    bytes[15] = last;
    DeviceId::from_uuid(Uuid::from_bytes(bytes))
}

/// CM-SEC-02: tokens open only for their vault, their device and, where there is one, this computer's keychain.
#[tokio::test]
async fn cm_sec_02_tokens_stay_on_their_computer() {
    let (desk, _folder) = desk().await;
    let here = chain();
    let case = |device_at: u8, chain: Option<std::sync::Arc<super::TestKeychain>>| {
        let chain = chain.map(|chain| chain as std::sync::Arc<dyn crate::keys::Keychain>);
        let vault = desk.vault();
        TokenCase::new(desk.store().clone(), vault.key().clone(), vault.id(), device(device_at), chain)
    };
    let own = case(1, Some(here.clone()));
    own.put(&tokens("one")).await.unwrap();
    let get = async |case: TokenCase| case.get().await.unwrap().map(|kept| kept.tokens);
    assert_eq!(get(own.clone()).await, Some(tokens("one")));
    assert_eq!(get(case(2, Some(here.clone()))).await, None, "a restored vault is another device");
    assert_eq!(get(case(1, Some(chain()))).await, None, "another computer's keychain");
    assert_eq!(get(case(1, None)).await, None);
    let entries: Vec<String> = here.entries.lock().unwrap().keys().cloned().collect();
    assert_eq!(entries.len(), 1);
    let kept = own.get().await.unwrap().unwrap();
    assert!(own.swap(&kept, Some(&tokens("two"))).await.unwrap());
    assert_eq!(
        here.entries.lock().unwrap().keys().cloned().collect::<Vec<_>>(),
        entries,
        "one entry, however often"
    );
    own.clear().await.unwrap();
    assert!(here.entries.lock().unwrap().is_empty());
    // A keychain that takes nothing keeps nobody from signing in.
    here.set_broken(true);
    own.put(&tokens("three")).await.unwrap();
    assert_eq!(get(own).await, Some(tokens("three")));
}

/// CM-SEC-01, CM-SEC-02: no token stands readable in the vault's settings.
#[tokio::test]
async fn cm_sec_02_settings_hold_no_token() {
    let office = Office::signed_in().await;
    let kept = office.desk.store().setting("remote.tokens").await.unwrap().unwrap();
    assert!(!kept.contains("access-one") && !kept.contains("refresh-one"), "{kept}");
    let shown = format!("{:?} {:?}", office.remote, office.remote.case.get().await.unwrap());
    assert!(!shown.contains("access-one") && !shown.contains("refresh-one"), "{shown}");
}
