//! Where a server may be.

use reqwest::Url;
use values::{Code, Problem};

/// A server's address: https, or plain http on this computer or where somebody said so. It ends without a slash and holds
/// neither user nor query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    url: Url,
    plain_http: bool,
}

/// The longest address that is read, in bytes.
const BYTES_MAX: usize = 500;

impl Address {
    /// Reads an address as typed; without a scheme it is https. `plain_http` allows http to other computers: whoever says
    /// so knows that everything can be read on the way.
    ///
    /// # Errors
    /// `NET_ADDRESS` with the reason.
    pub fn parse(typed: &str, plain_http: bool) -> Result<Self, Problem> {
        let typed = typed.trim();
        if typed.is_empty() || typed.len() > BYTES_MAX {
            return Err(unusable("长度不符", "its length does not fit"));
        }
        let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let mut url: Url = whole.parse().map_err(|_| unusable("格式不正确", "it is no address"))?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(unusable("不能包含用户名或密码", "it must not hold a name or password"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(unusable("不能包含 ? 或 #", "it must not hold ? or #"));
        }
        if url.host_str().is_none_or(str::is_empty) {
            return Err(unusable("缺少主机名", "the host is missing"));
        }
        match url.scheme() {
            "https" => {}
            "http" if plain_http || is_loopback(&url) => {}
            "http" => {
                return Err(unusable(
                    "其他电脑上的服务器只能用 https",
                    "a server on another computer is reached by https only",
                ));
            }
            _ => return Err(unusable("只能是 https", "it must be https")),
        }
        let path = url.path().trim_end_matches('/').to_owned();
        url.set_path(&path);
        Ok(Self { url, plain_http })
    }

    /// Whether http to another computer was allowed.
    pub fn plain_http(&self) -> bool {
        self.plain_http
    }

    /// Whether the server is this computer itself.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.url)
    }

    /// The address of a path of the server, such as `/healthz`, with the parts of a query.
    pub(super) fn at(&self, path: &str, query: &[(&str, &str)]) -> Url {
        let mut url = self.url.clone();
        url.set_path(&format!("{}{path}", self.url.path().trim_end_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.url.as_str().trim_end_matches('/'))
    }
}

/// Names count by their text: nobody is asked what they mean before it is known whether the connection is allowed.
fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn unusable(zh: &'static str, en: &'static str) -> Problem {
    Problem::new(Code::NetAddress).with("reason_zh", zh).with("reason_en", en)
}
