//! The headers of a request, whatever library read them.

use std::fmt;

#[cfg(any(feature = "header", feature = "hmac"))]
use crate::verify::error::ConfigError;
use crate::verify::error::{Cause, NotVerified};

/// The headers of a request, borrowed. `Debug` shows their names only.
#[derive(Clone, Default)]
pub struct Headers<'a>(Vec<(&'a str, &'a [u8])>);

impl<'a> Headers<'a> {
    /// Borrows headers from anything that gives pairs of a name and a value, such as a map of the
    /// crate `http`.
    ///
    /// ```
    /// use asyncapi_runtime::verify::Headers;
    ///
    /// let mut map = http::HeaderMap::new();
    /// map.insert("x-api-key", "made-up".parse()?);
    /// assert_eq!(Headers::new(&map).single("X-Api-Key")?, b"made-up");
    ///
    /// let pairs = [(String::from("x-api-key"), b"made-up".to_vec())];
    /// let headers = Headers::new(pairs.iter().map(|(name, value)| (name, value)));
    /// assert_eq!(headers.single("X-Api-Key")?, b"made-up");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new<N, V>(headers: impl IntoIterator<Item = (&'a N, &'a V)>) -> Self
    where
        N: AsRef<str> + ?Sized + 'a,
        V: AsRef<[u8]> + ?Sized + 'a,
    {
        Self(
            headers
                .into_iter()
                .map(|(name, value)| (name.as_ref(), value.as_ref()))
                .collect(),
        )
    }

    /// The value of a header that must come exactly once. Its name may be written in any case.
    ///
    /// # Errors
    /// It does not come, or more than once.
    pub fn single(&self, name: &str) -> Result<&'a [u8], NotVerified> {
        let mut values = self
            .0
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (None, _) => Err(Cause::Missing.into()),
            (Some((_, value)), None) => Ok(value),
            (Some(_), Some(_)) => Err(Cause::DuplicateHeader.into()),
        }
    }
}

impl fmt::Debug for Headers<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// A header's name, if it can be one (RFC 9110, section 5.6.2).
#[cfg(any(feature = "header", feature = "hmac"))]
pub(super) fn name(name: &str) -> Result<Box<str>, ConfigError> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(token) {
        return Err(ConfigError::HeaderName);
    }
    Ok(name.into())
}
