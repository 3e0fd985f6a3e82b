//! The text of a `$ref`: its resource and its fragment, and the file that a resource means. Knows
//! paths and percent-encoding; knows no tree and opens nothing.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::pointer;

/// A reference split at its `#` (RFC 3986, section 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reference<'a> {
    /// What stands before the `#`; empty for the same file.
    pub(super) resource: &'a str,
    /// What stands behind it.
    pub(super) fragment: &'a str,
}

/// Why a resource is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// An `http:` or `https:` URL that no file stands for.
    Url,
    /// Another scheme, such as `file:`.
    Scheme,
    /// An absolute path.
    Absolute,
    /// A path that leaves the root.
    Outside,
    /// A path with `\`.
    Backslash,
}

/// Files that stand for URLs.
pub(super) type Mapped = HashMap<String, String>;

impl<'a> Reference<'a> {
    /// Splits a reference.
    pub(super) fn new(text: &'a str) -> Self {
        let (resource, fragment) = text.split_once('#').unwrap_or((text, ""));
        Self { resource, fragment }
    }
}

/// The last step of a reference, decoded: what people call what it means. For a whole file the name
/// of the file, without its ending.
pub(super) fn last_step(text: &str) -> String {
    let Reference { resource, fragment } = Reference::new(text);
    match fragment.rsplit('/').next() {
        Some("") | None => {
            let file = resource.rsplit('/').next().unwrap_or_default();
            let stem = file.split_once('.').map_or(file, |(stem, _)| stem);
            decode(stem).into_owned()
        }
        Some(step) => key(step).into_owned(),
    }
}

/// The path below the root of the file that a resource means, when it stands in the file `from`.
pub(super) fn locate(resource: &str, from: &str, mapped: &Mapped) -> Result<String, Refusal> {
    if resource.is_empty() {
        return Ok(from.to_owned());
    }
    if let Some(path) = mapped.get(resource) {
        return normalise("", path);
    }
    match scheme(resource) {
        Some(scheme)
            if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
        {
            Err(Refusal::Url)
        }
        // A single letter is a drive of Windows.
        Some(scheme) if scheme.len() == 1 => Err(Refusal::Absolute),
        Some(_) => Err(Refusal::Scheme),
        None => {
            let path = resource.split('?').next().unwrap_or_default();
            normalise(from, &decode(path))
        }
    }
}

/// Whether a resource is a URL.
pub(super) fn is_url(resource: &str) -> bool {
    scheme(resource).is_some_and(|scheme| scheme.len() > 1)
}

/// Joins a relative reference to a URL, as far as identifiers of schemas need it (RFC 3986,
/// section 5.2).
pub(super) fn join(base: &str, resource: &str) -> String {
    if is_url(resource) {
        return resource.to_owned();
    }
    let authority = base.split_once("://").map_or(base, |(_, rest)| rest);
    let path = authority.find('/').and_then(|at| authority.get(at..));
    let folder = path.unwrap_or_default();
    let origin = base.strip_suffix(folder).unwrap_or(base);
    if let Some(rooted) = resource.strip_prefix('/') {
        return format!("{origin}/{rooted}");
    }
    let mut parts: Vec<&str> = folder.split('/').collect();
    parts.pop();
    for part in resource.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.first().is_none_or(|first| !first.is_empty()) {
        parts.insert(0, "");
    }
    format!("{origin}{}", parts.join("/"))
}

/// A step of a fragment as the key that it means, decoded as far as it is well-formed.
pub(super) fn key(step: &str) -> Cow<'_, str> {
    let decoded = decode(step);
    if decoded.contains('~') {
        Cow::Owned(decoded.replace("~1", "/").replace("~0", "~"))
    } else {
        decoded
    }
}

/// Decodes `%XX`; the text as it is where that does not give UTF-8.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    pointer::percent_decode(text).unwrap_or(Cow::Borrowed(text))
}

fn scheme(resource: &str) -> Option<&str> {
    let (scheme, _) = resource.split_once(':')?;
    let mut letters = scheme.chars();
    let starts = letters.next()?.is_ascii_alphabetic();
    let goes_on =
        letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    (starts && goes_on).then_some(scheme)
}

fn normalise(from: &str, path: &str) -> Result<String, Refusal> {
    if path.contains('\\') {
        return Err(Refusal::Backslash);
    }
    if path.starts_with('/') {
        return Err(Refusal::Absolute);
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or(Refusal::Outside)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_become_paths_below_the_root() {
        let mapped = [
            ("https://example.com/a.json", "vendored/a.json"),
            ("https://example.com/b.json", "/etc/b"),
        ]
        .map(|(url, path)| (url.to_owned(), path.to_owned()))
        .into();
        let cases = [
            ("", "a/b.yaml", Ok("a/b.yaml")),
            ("c.yaml", "a/b.yaml", Ok("a/c.yaml")),
            ("./c.yaml", "b.yaml", Ok("c.yaml")),
            ("../c.yaml", "a/b.yaml", Ok("c.yaml")),
            ("x/./y/../c%20d.yaml", "b.yaml", Ok("x/c d.yaml")),
            ("c.yaml?version=2", "b.yaml", Ok("c.yaml")),
            ("../c.yaml", "b.yaml", Err(Refusal::Outside)),
            ("a/../../c.yaml", "b.yaml", Err(Refusal::Outside)),
            ("%2e%2e/c.yaml", "b.yaml", Err(Refusal::Outside)),
            ("/etc/hostname", "b.yaml", Err(Refusal::Absolute)),
            ("%2Fetc/hostname", "b.yaml", Err(Refusal::Absolute)),
            ("//host/share", "b.yaml", Err(Refusal::Absolute)),
            ("C:/x", "b.yaml", Err(Refusal::Absolute)),
            ("1:x.yaml", "b.yaml", Ok("1:x.yaml")),
            ("a b:c.yaml", "b.yaml", Ok("a b:c.yaml")),
            ("..\\x.yaml", "b.yaml", Err(Refusal::Backslash)),
            ("file:///etc/hostname", "b.yaml", Err(Refusal::Scheme)),
            ("HTTP://127.0.0.1:9/x", "b.yaml", Err(Refusal::Url)),
            (
                "https://example.com/a.json",
                "a/b.yaml",
                Ok("vendored/a.json"),
            ),
            (
                "https://example.com/b.json",
                "a/b.yaml",
                Err(Refusal::Absolute),
            ),
        ];
        for (resource, from, expected) in cases {
            let found = locate(resource, from, &mapped);
            assert_eq!(
                found.as_deref().map_err(|refusal| *refusal),
                expected,
                "{resource} in {from}"
            );
        }
    }

    #[test]
    fn urls_have_a_scheme() {
        let cases = [
            ("https://example.com", true),
            ("urn:example:a", true),
            ("x+y-1.0:z", true),
            ("C:/x", false),
            ("1a:b", false),
            ("a_b:c", false),
            ("a/b", false),
        ];
        for (resource, expected) in cases {
            assert_eq!(is_url(resource), expected, "{resource}");
        }
    }

    #[test]
    fn last_steps() {
        let cases = [
            ("#/components/messages/Call", "Call"),
            ("#/channels/user~1signedup", "user/signedup"),
            ("#/channels/user%2Fsignedup", "user/signedup"),
            ("./messages/call.v1.yaml", "call"),
            ("call.yaml#/Call", "Call"),
            ("#", ""),
        ];
        for (text, step) in cases {
            assert_eq!(last_step(text), step, "{text}");
        }
    }

    #[test]
    fn keys_are_decoded() {
        let cases = [
            ("a%2Fb", "a/b"),
            ("a~1b~0c", "a/b~c"),
            ("a~01", "a~1"),
            ("100%", "100%"),
            ("%C3%A9", "é"),
            ("%FF", "%FF"),
        ];
        for (step, expected) in cases {
            assert_eq!(key(step), expected, "{step}");
        }
    }

    #[test]
    fn identifiers_are_joined() {
        let cases = [
            ("http://e.com/a/b.json", "c.json", "http://e.com/a/c.json"),
            ("http://e.com/a/b.json", "/c.json", "http://e.com/c.json"),
            ("http://e.com/a/b.json", "../c.json", "http://e.com/c.json"),
            ("http://e.com", "c.json", "http://e.com/c.json"),
            ("http://e.com/a/b.json", "../../../c", "http://e.com/c"),
            ("http://e.com/a/b.json", "./c/../d", "http://e.com/a/d"),
            (
                "http://e.com/a/b.json",
                "https://f.com/x",
                "https://f.com/x",
            ),
        ];
        for (base, resource, joined) in cases {
            assert_eq!(join(base, resource), joined);
        }
    }
}
