//! Values that no log may show (CM-SEC-03, CM-SEC-04).

use std::fmt;

#[cfg(test)]
mod tests;

/// A value that `Debug` does not show: it prints the type only. Nothing prints it by accident; [`Secret::reveal`]
/// says at each place that it is meant.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows it.
    pub const fn reveal(&self) -> &T {
        &self.0
    }

    /// Gives it back.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole = std::any::type_name::<T>();
        write!(f, "Secret<{}>", whole.rsplit("::").next().unwrap_or(whole))
    }
}

/// The first `head` and the last `tail` characters of an ASCII text with stars between (CM-SEC-03).
pub(crate) fn masked(text: &str, head: usize, tail: usize) -> String {
    let stars = text.len().saturating_sub(head + tail);
    format!("{}{}{}", &text[..head], "*".repeat(stars), &text[text.len() - tail..])
}
