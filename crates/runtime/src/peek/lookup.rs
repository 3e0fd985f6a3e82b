//! Several members of a body, found in one pass over its text.

use super::Entries;
use crate::shape::Member;

/// What was found of a member.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found<'a> {
    /// Its text; that of the first, if it comes more than once.
    pub(crate) value: Option<&'a str>,
    /// The name on the way to it that comes more than once.
    pub(crate) repeated: Option<&'static str>,
    /// How many names of its path were found.
    reached: usize,
}

/// Looks members up. All of the text is looked at, so that none that is repeated escapes.
pub(crate) fn lookup<'a>(text: &'a str, members: &[Member]) -> Vec<Found<'a>> {
    let mut found = vec![Found::default(); members.len()];
    let all: Vec<usize> = (0..members.len()).collect();
    walk(text, 0, &all, members, &mut found);
    found
}

/// Looks through one object. As deep as the longest path, whatever the text is.
fn walk<'a>(
    text: &'a str,
    depth: usize,
    wanted: &[usize],
    members: &[Member],
    found: &mut [Found<'a>],
) {
    let mut below = Vec::new();
    let reached = depth.saturating_add(1);
    for (name, value) in Entries::new(text) {
        for index in wanted {
            let (Some(member), Some(found)) = (members.get(*index), found.get_mut(*index)) else {
                continue;
            };
            let Some(step) = member.path.get(depth).filter(|step| **step == name) else {
                continue;
            };
            if found.reached >= reached {
                found.repeated = found.repeated.or(Some(step));
                continue;
            }
            found.reached = reached;
            if member.path.len() == reached {
                found.value = Some(value);
            } else {
                below.push(*index);
            }
        }
        if !below.is_empty() {
            walk(value, reached, &below, members, found);
            below.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lookup;
    use crate::shape::Member;

    /// A text, what is found of each member, and what is repeated.
    type Case<'a> = (&'a str, [Option<&'a str>; 4], &'a [&'a str]);

    #[test]
    fn members_are_found_in_one_pass() {
        const MEMBERS: &[Member] = &[
            member(&["a"]),
            member(&["m", "t"]),
            member(&["m"]),
            member(&["m", "n", "t"]),
        ];
        let none = [None; 4];
        let cases: [Case; 13] = [
            ("{}", none, &[]),
            ("", none, &[]),
            ("[{\"a\":1}]", none, &[]),
            (
                r#" { "a" : 1 , "m" : {"t":"x"} } "#,
                [Some("1"), Some("\"x\""), Some(r#"{"t":"x"}"#), None],
                &[],
            ),
            (
                r#"{"m":{"t":[],"n":{"t":null}},"t":1,"n":{"a":2}}"#,
                [
                    None,
                    Some("[]"),
                    Some(r#"{"t":[],"n":{"t":null}}"#),
                    Some("null"),
                ],
                &[],
            ),
            (r#"{"\u0061":1}"#, [Some("1"), None, None, None], &[]),
            (r#"{"a":1,"a":2}"#, [Some("1"), None, None, None], &["a"]),
            (
                r#"{"a":1,"b":"a","\u0061":2}"#,
                [Some("1"), None, None, None],
                &["a"],
            ),
            (
                r#"{"m":{"t":1,"t":2}}"#,
                [None, Some("1"), Some(r#"{"t":1,"t":2}"#), None],
                &["t"],
            ),
            (
                r#"{"m":3,"m":{"t":2}}"#,
                [None, None, Some("3"), None],
                &["m", "m", "m"],
            ),
            (r#"{"a":1,"m"#, [Some("1"), None, None, None], &[]),
            (r#"{"b":"\"a\":1","c":["a"]}"#, none, &[]),
            (
                r#"{"m":[{"t":1}],"a":true}"#,
                [Some("true"), None, Some(r#"[{"t":1}]"#), None],
                &[],
            ),
        ];
        for (text, values, repeated) in cases {
            let found = lookup(text, MEMBERS);
            let each: Vec<_> = found.iter().map(|found| found.value).collect();
            assert_eq!(each, values, "{text}");
            let each: Vec<_> = found.iter().filter_map(|found| found.repeated).collect();
            assert_eq!(each, repeated, "{text}");
        }
    }

    const fn member(path: &'static [&'static str]) -> Member {
        Member { path, unique: true }
    }
}
