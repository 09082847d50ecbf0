//! The tokens of a session, sealed in the vault under a key of this computer: where the keychain is used, it keeps a part of that
//! key. So a rotation is one write of the database, which a crash cannot halve, and a backup that is opened on another
//! computer is signed in nowhere.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use store_desk::Store;
use values::{DeviceId, Instant, Secret};
use zeroize::Zeroizing;

use super::{RemoteError, kept};
use crate::keys::{DeviceSecret, Keychain, SealedText, VaultKey, computer_key, hex, random};
use crate::vault::blocking;

/// What opens the server's doors. Opaque texts, whatever the server makes them of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tokens {
    /// Opens requests, for half an hour or so.
    pub(super) access: Secret<String>,
    /// Gives new tokens, once.
    pub(super) refresh: Secret<String>,
    /// Until when it does, unless it is used before.
    pub(super) refresh_until: Instant,
}

/// Tokens with the very text under which they were kept, by which it is known whether somebody else was faster.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) tokens: Tokens,
    sealed: String,
}

/// Where a vault keeps its tokens.
#[derive(Clone)]
pub(super) struct TokenCase {
    store: Store,
    key: VaultKey,
    /// The vault and the device: sealed tokens of others open nothing.
    bound: String,
    /// Whether the vault's own secret lies in a keychain, and in which.
    chain: Option<Arc<dyn Keychain>>,
    vault: String,
}

impl std::fmt::Debug for TokenCase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenCase")
    }
}

/// The setting's form.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SealedTwin {
    /// The keychain's entry, if it keeps a part of the key.
    entry: Option<String>,
    text: SealedText,
}

#[derive(Serialize, Deserialize)]
struct TokensTwin {
    access: String,
    refresh: String,
    refresh_until: String,
}

impl TokenCase {
    pub(super) fn new(
        store: Store,
        key: VaultKey,
        vault: &str,
        device: DeviceId,
        chain: Option<Arc<dyn Keychain>>,
    ) -> Self {
        Self { store, key, bound: format!("session {vault} {device}"), chain, vault: vault.to_owned() }
    }

    /// The tokens; none where nobody is signed in, or this computer cannot open what is kept.
    pub(super) async fn get(&self) -> Result<Option<Kept>, RemoteError> {
        let Some(sealed) = self.store.setting(kept::TOKENS).await? else { return Ok(None) };
        let Ok(twin) = serde_json::from_str::<SealedTwin>(&sealed) else { return Ok(None) };
        let secret = match &twin.entry {
            None => None,
            Some(entry) => match self.secret(entry.clone()).await {
                Some(secret) => Some(secret),
                None => return Ok(None),
            },
        };
        let opened = twin.text.open(&computer_key(&self.key, secret.as_ref()), &self.bound);
        let tokens = opened.and_then(|text| read(&text));
        Ok(tokens.map(|tokens| Kept { tokens, sealed }))
    }

    /// Keeps the tokens of a new session, in place of whatever is there.
    pub(super) async fn put(&self, tokens: &Tokens) -> Result<(), RemoteError> {
        let sealed = self.sealed(tokens).await?;
        Ok(self.store.set_setting(kept::TOKENS, &sealed).await?)
    }

    /// Keeps new tokens, or none, in place of these; says whether these were still there.
    pub(super) async fn swap(&self, old: &Kept, new: Option<&Tokens>) -> Result<bool, RemoteError> {
        let new = match new {
            Some(tokens) => Some(self.sealed(tokens).await?),
            None => None,
        };
        Ok(self.store.swap_setting(kept::TOKENS, Some(&old.sealed), new.as_deref()).await?)
    }

    /// Forgets the tokens and the keychain's part.
    pub(super) async fn clear(&self) -> Result<(), RemoteError> {
        let entry = self.entry().await?;
        kept::remove(&self.store, kept::TOKENS).await?;
        if let (Some(chain), Some(entry)) = (self.chain.clone(), entry) {
            // An entry that stays behind opens nothing any more.
            blocking(move || drop(chain.remove(&entry))).await;
        }
        Ok(())
    }

    async fn sealed(&self, tokens: &Tokens) -> Result<String, RemoteError> {
        let twin = TokensTwin {
            access: tokens.access.reveal().clone(),
            refresh: tokens.refresh.reveal().clone(),
            refresh_until: tokens.refresh_until.to_string(),
        };
        let text = Zeroizing::new(kept::json(&twin));
        let place = match self.entry().await? {
            Some(entry) => self.secret(entry.clone()).await.map(|secret| (entry, secret)),
            None => None,
        };
        let place = match place {
            Some(place) => Some(place),
            None => self.new_place().await,
        };
        let key = computer_key(&self.key, place.as_ref().map(|(_, secret)| secret));
        let text = SealedText::seal(&text, &key, &self.bound);
        Ok(kept::json(&SealedTwin { entry: place.map(|(entry, _)| entry), text }))
    }

    /// The keychain's entry that is in use.
    async fn entry(&self) -> Result<Option<String>, RemoteError> {
        let twin: Option<SealedTwin> = kept::read(&self.store, kept::TOKENS).await?;
        Ok(twin.and_then(|twin| twin.entry))
    }

    async fn secret(&self, entry: String) -> Option<DeviceSecret> {
        let chain = self.chain.clone()?;
        blocking(move || chain.get(&entry).ok().flatten()).await
    }

    /// A new secret in the keychain; none where there is no keychain, or it takes none: the vault's cipher guards the tokens
    /// then, as it guards everything else.
    async fn new_place(&self) -> Option<(String, DeviceSecret)> {
        let chain = self.chain.clone()?;
        let entry = format!("{}-session-{}", self.vault, hex::encode(random::<4>().as_slice()));
        blocking(move || {
            let secret = DeviceSecret::generate();
            chain.put(&entry, &secret).ok()?;
            Some((entry, secret))
        })
        .await
    }
}

fn read(text: &str) -> Option<Tokens> {
    let TokensTwin { access, refresh, refresh_until } = serde_json::from_str(text).ok()?;
    Some(Tokens {
        access: Secret::new(access),
        refresh: Secret::new(refresh),
        refresh_until: Instant::parse(&refresh_until).ok()?,
    })
}
