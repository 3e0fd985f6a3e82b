//! Bodies changed in one respect: a sample of Aircall's in, another body out.

/// The body with one more member in its `data`.
#[must_use]
pub fn with_member(body: &str, member: &str) -> String {
    body.replacen("\"data\":{", &format!("\"data\":{{{member},"), 1)
}

/// The body with many comments on the call.
///
/// # Panics
/// It has no comments.
#[must_use]
pub fn with_comments(body: &str, count: usize) -> String {
    let comment = r#"{"id":9007199254740993,"content":"He asked for \"the other\" form again, and whether it can be sent by mail.","posted_at":1700000000}"#;
    let comments = format!("\"comments\":[{}]", vec![comment; count].join(","));
    let start = body.find("\"comments\":[").expect("a call has comments");
    let end = start + body[start..].find(']').expect("they end");
    format!("{}{comments}{}", &body[..start], &body[end + 1..])
}

/// A member of some 10 KB.
#[must_use]
pub fn unknown_tree() -> String {
    let leaf = r#"{"speaker":"agent","text":"Thank you for the call.","from":1.25,"to":[3,4.5]}"#;
    format!(
        "\"conversation\":{{\"parts\":[{}]}}",
        vec![leaf; 130].join(",")
    )
}

/// The same members without white space, `event` first or last.
///
/// # Panics
/// It has no `event` before another member.
#[must_use]
pub fn reordered(body: &str, last: bool) -> String {
    let mut body = compact(body);
    let start = body.find("\"event\":").expect("a sample has a tag");
    let end = body[start..].find(',').expect("other members follow");
    let tag: String = body.drain(start..=start + end).collect();
    let tag = tag.trim_end_matches(',');
    if last {
        body.insert_str(body.len() - 1, &format!(",{tag}"));
    } else {
        body.insert_str(1, &format!("{tag},"));
    }
    body
}

/// The same without white space between what it consists of.
#[must_use]
pub fn compact(json: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    json.chars()
        .filter(|character| {
            let keep = in_string || !character.is_whitespace();
            in_string ^= *character == '"' && !escaped;
            escaped = in_string && *character == '\\' && !escaped;
            keep
        })
        .collect()
}
