//! What the platform tells everybody (YW-HELP-02, YW-OPS-04): notices and parameters, kept in the vault, so that they are there
//! without a server. What was read is marked here at once and told to the server with the next refresh.

use domain::parameter::{Parameter, Setting};
use reqwest::Method;
use serde::{Deserialize, Serialize};
use store_desk::Store;
use values::{Code, Day, Instant, NoticeId, Problem};

use super::{OddAnswer, Remote, RemoteError, http::Ask, kept};

/// More than any server of ours shows at once.
const NOTICES_MOST: usize = 200;

/// A notice as it was last seen; days are China days, `YYYY-MM-DD`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Its id.
    pub id: String,
    /// `notice` or `training`.
    pub kind: String,
    /// 标题
    pub title: String,
    /// 正文
    pub text: String,
    /// The first day on which it is shown.
    pub from: String,
    /// The last one.
    pub to: String,
    /// The day of a training.
    pub training_on: Option<String>,
    /// Its place.
    pub training_place: Option<String>,
    /// When it was published, RFC 3339.
    pub published_at: String,
    /// When it was changed last; who read it before has not read it as it is now.
    pub changed_at: String,
    /// Whether whoever is signed in here has read it.
    pub read: bool,
}

/// What the platform told last.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Content {
    /// When it was fetched, RFC 3339; empty if it never was.
    pub as_of: String,
    /// Newest first.
    pub notices: Vec<Notice>,
    params: Vec<Param>,
    /// Read here, and the server does not know it yet.
    untold: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Param {
    name: String,
    value: String,
    next: Vec<Next>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Next {
    from: String,
    value: String,
}

#[derive(Deserialize)]
struct NoticesTwin {
    notices: Vec<Notice>,
}

#[derive(Deserialize)]
struct ParamsTwin {
    params: Vec<Param>,
}

impl Content {
    /// The notices that are shown on a day: those that have ended since they were fetched are not.
    pub fn shown_on(&self, day: Day) -> impl Iterator<Item = &Notice> {
        self.notices.iter().filter(move |notice| Day::parse(&notice.to).is_ok_and(|to| day <= to))
    }

    /// How many of them are unread.
    pub fn unread_on(&self, day: Day) -> usize {
        self.shown_on(day).filter(|notice| !notice.read).count()
    }

    /// The value of a parameter on a day: what the platform told, or what was shipped.
    pub fn parameter(&self, parameter: Parameter, day: Day) -> String {
        let fetched = Instant::parse(&self.as_of).map_or(day, Instant::china_day).min(day);
        let told = self.params.iter().find(|param| param.name == parameter.name());
        let now = told.map(|param| (fetched, param.value.as_str()));
        let next = told.into_iter().flat_map(|param| &param.next);
        let next = next.filter_map(|next| Some((Day::parse(&next.from).ok()?, next.value.as_str())));
        // What this release would not take of an operator counts for nothing: a newer server may have other bounds.
        let settings = now.into_iter().chain(next).filter_map(|(from, value)| {
            let value = parameter.read(value).ok()?;
            Some(Setting { parameter, from, value, set_at: Instant::from_millis(0) })
        });
        parameter.on(day, &settings.collect::<Vec<_>>()).to_owned()
    }
}

/// What was told last; nothing where it was never fetched.
///
/// # Errors
/// Those of the store.
pub async fn content(store: &Store) -> Result<Content, RemoteError> {
    Ok(kept::read(store, kept::CONTENT).await?.unwrap_or_default())
}

/// Marks a notice as read, here at once; the server is told with the next refresh.
///
/// # Errors
/// `ID_INVALID`, `NOT_FOUND`; those of the store.
pub async fn mark_read(store: &Store, id: &str) -> Result<(), RemoteError> {
    let id = NoticeId::parse(id).map_err(|problem| problem.in_field("id"))?.to_string();
    let marked = change(store, |content| {
        let Some(notice) = content.notices.iter_mut().find(|notice| notice.id == id) else { return false };
        if !notice.read {
            notice.read = true;
            content.untold.push(id.clone());
        }
        true
    })
    .await?;
    if marked { Ok(()) } else { Err(Problem::new(Code::NotFound).in_field("id").into()) }
}

/// Changes what is kept, again if another program was faster.
async fn change<T>(store: &Store, mut deed: impl FnMut(&mut Content) -> T) -> Result<T, RemoteError> {
    loop {
        let stands = store.setting(kept::CONTENT).await?;
        let read = stands.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let mut content: Content = read.unwrap_or_default();
        let done = deed(&mut content);
        if store.swap_setting(kept::CONTENT, stands.as_deref(), Some(&kept::json(&content))).await? {
            return Ok(done);
        }
    }
}

impl Remote {
    /// Tells the server what was read here and fetches what the platform tells everybody; a visitor has marks of this computer
    /// alone.
    ///
    /// # Errors
    /// Those of asking; what was known stays.
    pub async fn refresh_content(&self) -> Result<Content, RemoteError> {
        let signed_in = self.is_signed_in().await?;
        let untold = content(&self.store).await?.untold;
        if signed_in {
            for id in &untold {
                self.tell_read(id).await?;
            }
        }
        let ask = || Ask::<()>::get("/content/notices");
        let told: NoticesTwin =
            if signed_in { self.json_as(ask()).await? } else { self.http.json(ask()).await? };
        if told.notices.len() > NOTICES_MOST || !told.notices.iter().all(is_sound) {
            return Err(RemoteError::Odd(OddAnswer::Form));
        }
        let params: ParamsTwin = self.http.json(Ask::<()>::get("/content/params")).await?;
        let as_of = self.clock.now().to_string();
        change(&self.store, |kept| {
            if signed_in {
                kept.untold.retain(|id| !untold.contains(id));
            }
            let before = std::mem::take(&mut kept.notices);
            kept.notices.clone_from(&told.notices);
            for notice in &mut kept.notices {
                // What was read here stays read as long as it says the same.
                let same = |old: &&Notice| old.id == notice.id && old.changed_at == notice.changed_at;
                notice.read |= before.iter().find(same).is_some_and(|old| old.read);
            }
            kept.params.clone_from(&params.params);
            kept.as_of.clone_from(&as_of);
            kept.clone()
        })
        .await
    }

    async fn tell_read(&self, id: &str) -> Result<(), RemoteError> {
        let path = format!("/content/notices/{id}/read");
        let ask =
            Ask { method: Method::PUT, body: None::<&()>, key: None, ..Ask::post(&path, &(), self.key()) };
        match self.done_as(ask).await {
            // It was taken back meanwhile.
            Err(error) if error.is(Code::NotFound) => Ok(()),
            told => told,
        }
    }
}

/// Whether it can be a notice: an id that may become part of an address, days that are days.
fn is_sound(notice: &Notice) -> bool {
    let training = [notice.training_on.is_some(), notice.training_place.is_some()];
    NoticeId::parse(&notice.id).is_ok()
        && Day::parse(&notice.from).is_ok()
        && Day::parse(&notice.to).is_ok()
        && notice.training_on.as_deref().is_none_or(|day| Day::parse(day).is_ok())
        && matches!((notice.kind.as_str(), training), ("notice", [false, false]) | ("training", [true, true]))
}
