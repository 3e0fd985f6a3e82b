//! JSON pointers (RFC 6901) and the URI fragments that hold them. Knows the tree; knows nothing of
//! AsyncAPI.

use std::borrow::Cow;

use crate::tree::{Document, NodeId, Value};

/// Why nothing stands at a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The last node on the way that there is.
    pub at: NodeId,
    /// The index of the step that it does not have.
    pub step: usize,
}

/// The steps of a pointer, unescaped (RFC 6901, sections 3 and 4); none for the empty pointer,
/// which is the root.
///
/// ```
/// # use asyncapi_parser::pointer::parse;
/// assert_eq!(parse("/channels/a~1b"), Ok(vec!["channels".to_owned(), "a/b".to_owned()]));
/// ```
///
/// # Errors
/// Says in a few words what is wrong: a pointer that does not begin with `/`, or a `~` that is
/// followed by neither `0` nor `1`.
pub fn parse(pointer: &str) -> Result<Vec<String>, &'static str> {
    if pointer.is_empty() {
        return Ok(Vec::new());
    }
    let steps = pointer
        .strip_prefix('/')
        .ok_or("a pointer begins with `/`")?;
    steps.split('/').map(unescape).collect()
}

/// The pointer of steps.
pub fn format<S: AsRef<str>>(steps: &[S]) -> String {
    let mut pointer = String::new();
    for step in steps {
        push(&mut pointer, step.as_ref());
    }
    pointer
}

/// Appends a step to a pointer, escaped.
pub fn push(pointer: &mut String, step: &str) {
    pointer.push('/');
    pointer.push_str(&escape(step));
}

/// A step as it stands in a pointer: `~` and `/` are escaped (RFC 6901, section 3).
pub fn escape(step: &str) -> Cow<'_, str> {
    if step.contains(['~', '/']) {
        Cow::Owned(step.replace('~', "~0").replace('/', "~1"))
    } else {
        Cow::Borrowed(step)
    }
}

/// Decodes the `%XX` of a URI fragment, given without its `#` (RFC 6901, section 6; RFC 3986,
/// section 2.1). Other characters may stand as they are.
///
/// # Errors
/// Says in a few words what is wrong: a `%` that two hexadecimal digits do not follow, or bytes
/// that are not UTF-8.
pub fn percent_decode(fragment: &str) -> Result<Cow<'_, str>, &'static str> {
    if !fragment.contains('%') {
        return Ok(Cow::Borrowed(fragment));
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((byte, behind)) = rest.split_first() {
        rest = behind;
        if *byte == b'%' {
            let (digits, behind) = rest.split_at_checked(2).ok_or(PERCENT)?;
            let [high, low] =
                [digits.first(), digits.last()].map(|digit| digit.copied().and_then(hex));
            bytes.push(high.ok_or(PERCENT)? << 4 | low.ok_or(PERCENT)?);
            rest = behind;
        } else {
            bytes.push(*byte);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| "the bytes of `%XX` are not UTF-8")?;
    Ok(Cow::Owned(text))
}

/// The node that steps lead to. Costs a search per step, whatever the width of the tree.
///
/// # Errors
/// Says how far the steps lead.
pub fn find<S: AsRef<str>>(
    document: &Document,
    from: NodeId,
    steps: &[S],
) -> Result<NodeId, Missing> {
    let mut at = from;
    for (index, step) in steps.iter().enumerate() {
        at = child(document, at, step.as_ref()).ok_or(Missing { at, step: index })?;
    }
    Ok(at)
}

/// The value of a key of a mapping, or the item of a sequence at an index.
pub fn child(document: &Document, node: NodeId, step: &str) -> Option<NodeId> {
    match &document.node(node).value {
        Value::Mapping(mapping) => mapping.get(step).map(|entry| entry.value),
        Value::Sequence(items) => items.get(index(step)?).copied(),
        Value::Scalar(_) => None,
    }
}

/// The index that a step stands for: digits without leading zeros (RFC 6901, section 4).
pub fn index(step: &str) -> Option<usize> {
    let digits = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    let canonical = digits && (step == "0" || !step.starts_with('0'));
    step.parse().ok().filter(|_| canonical)
}

const PERCENT: &str = "a `%` is followed by two hexadecimal digits";

fn hex(digit: u8) -> Option<u8> {
    let value = char::from(digit).to_digit(16)?;
    u8::try_from(value).ok()
}

fn unescape(step: &str) -> Result<String, &'static str> {
    let mut parts = step.split('~');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escaped, rest) = match (part.strip_prefix('0'), part.strip_prefix('1')) {
            (Some(rest), _) => ('~', rest),
            (_, Some(rest)) => ('/', rest),
            (None, None) => return Err("a `~` is followed by `0` (for `~`) or `1` (for `/`)"),
        };
        text.push(escaped);
        text.push_str(rest);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::load::{Limits, load};

    #[test]
    fn pointers_are_parsed_and_formatted() {
        let check = |pointer: &str, steps: &[&str]| {
            let parsed = parse(pointer).expect(pointer);
            assert_eq!(parsed, steps);
            assert_eq!(format(steps), pointer);
        };
        check("", &[]);
        check("/", &[""]);
        check("/a//b", &["a", "", "b"]);
        check("/a~1b/~0c/~01/0", &["a/b", "~c", "~1", "0"]);
        check("/ü %25\"", &["ü %25\""]);
    }

    #[test]
    fn wrong_pointers_are_refused() {
        let check =
            |pointer: &str, message: &str| assert_eq!(parse(pointer), Err(message), "{pointer}");
        check("a", "a pointer begins with `/`");
        check("#/a", "a pointer begins with `/`");
        check("/~", "a `~` is followed by `0` (for `~`) or `1` (for `/`)");
        check(
            "/a~2",
            "a `~` is followed by `0` (for `~`) or `1` (for `/`)",
        );
        check(
            "/a~~0",
            "a `~` is followed by `0` (for `~`) or `1` (for `/`)",
        );
    }

    #[test]
    fn percent_escapes_are_decoded() {
        let check = |fragment: &str, expected: Result<&str, &'static str>| {
            assert_eq!(
                percent_decode(fragment),
                expected.map(Cow::Borrowed),
                "{fragment}"
            );
        };
        check("/a b", Ok("/a b"));
        check("/a%20b%2Fc%7e1", Ok("/a b/c~1"));
        check("/%C3%BC%F0%9f%98%80ü", Ok("/ü😀ü"));
        check("%25%32%35", Ok("%25"));
        check("/%", Err(PERCENT));
        check("/%2", Err(PERCENT));
        check("/%2g", Err(PERCENT));
        check("/%+1", Err(PERCENT));
        check("/%ü", Err(PERCENT));
        check("/%FF", Err("the bytes of `%XX` are not UTF-8"));
    }

    #[test]
    fn nodes_are_found_where_their_pointer_says() {
        let text = "{\"a/b\": [10, {\"\": 20, \"~\": 30}], \"0\": 40, \"01\": 50}";
        let files = BTreeMap::from([("a.json".to_owned(), text.as_bytes().to_vec())]);
        let mut document = Document::default();
        let file = load(&mut document, "a.json", &files, &Limits::default()).expect("it is JSON");
        let root = document.root(file).expect("it was loaded");
        let check = |pointer: &str, expected: Result<&str, (&str, usize)>| {
            let steps = parse(pointer).expect(pointer);
            match (find(&document, root, &steps), expected) {
                (Ok(node), Ok(text)) => {
                    assert_eq!(document.pointer(node), pointer);
                    let Value::Scalar(scalar) = &document.node(node).value else {
                        panic!("{pointer}")
                    };
                    assert_eq!(&*scalar.text, text);
                }
                (Err(missing), Err((at, step))) => {
                    assert_eq!(
                        (document.pointer(missing.at).as_str(), missing.step),
                        (at, step),
                        "{pointer}"
                    );
                }
                (found, _) => panic!("{pointer}: {found:?}"),
            }
        };
        check("/a~1b/0", Ok("10"));
        check("/a~1b/1/", Ok("20"));
        check("/a~1b/1/~0", Ok("30"));
        check("/0", Ok("40"));
        check("/01", Ok("50"));
        check("/a/b", Err(("", 0)));
        check("/a~1b/2", Err(("/a~1b", 1)));
        check("/a~1b/00", Err(("/a~1b", 1)));
        check("/a~1b/-", Err(("/a~1b", 1)));
        check("/a~1b/+0", Err(("/a~1b", 1)));
        check("/a~1b/99999999999999999999", Err(("/a~1b", 1)));
        check("/0/x/y", Err(("/0", 1)));
    }
}
