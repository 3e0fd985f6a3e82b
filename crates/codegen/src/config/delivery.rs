//! What deliveries have in common, whichever event they carry: who vouches for them, by what a
//! second one is known, when it happened, and what in them is secret.

use asyncapi_parser::pointer;
use asyncapi_parser::tree::{Mapping, NodeId};

use super::reader::Reader;
use crate::code;
use crate::ir::{Encoding, Scheme, Unit};

/// The settings of deliveries.
#[derive(Debug, Default)]
pub struct Delivery {
    /// How a sender proves who it is, and the place of that setting.
    pub verify: Option<(Scheme, NodeId)>,
    /// What tells deliveries from one another; the first that a body has.
    pub dedupe: Vec<Key>,
    /// When it happened; the first that a body has.
    pub occurred_at: Vec<(Member, Unit)>,
    /// Strings that are never printed.
    pub secret: Vec<Member>,
}

/// What tells deliveries from one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// The values of members.
    Members(Vec<Member>),
    /// The whole body.
    Body,
}

/// A member of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name, behind those of the members that it lies in.
    pub path: Vec<String>,
    /// The place of the setting.
    pub at: NodeId,
}

const UNITS: [(&str, Unit); 3] = [
    ("s", Unit::Seconds),
    ("ms", Unit::Millis),
    ("iso", Unit::Iso),
];

const SCHEMES: &str = "write one of `jwt: HS256`, `body-token: …`, `header: …` and \
                       `hmac-sha256: …`, or `verify: standard-webhooks`";

/// Reads the settings.
pub(super) fn delivery(reader: &mut Reader<'_>, root: &Mapping) -> Delivery {
    let verify = root.get("verify").and_then(|entry| {
        let scheme = scheme(reader, root, entry.value)?;
        Some((scheme, entry.value))
    });
    let dedupe = reader.items(root, "dedupe").into_iter();
    let dedupe = dedupe.filter_map(|item| key(reader, item)).collect();
    let times = reader.items(root, "occurred-at").into_iter();
    let occurred_at = times.filter_map(|item| time(reader, item)).collect();
    let secrets = reader.items(root, "secret").into_iter();
    let secret = secrets.filter_map(|item| member(reader, item)).collect();
    Delivery {
        verify,
        dedupe,
        occurred_at,
        secret,
    }
}

fn scheme(reader: &mut Reader<'_>, root: &Mapping, at: NodeId) -> Option<Scheme> {
    if reader.is_scalar(at) {
        let (text, _) = reader.text(root, "verify")?;
        if text == "standard-webhooks" {
            return Some(Scheme::StandardWebhooks);
        }
        let message = format!("`verify` cannot be `{}`", text.escape_debug());
        reader.complain(&code::CONFIG, message, at, SCHEMES);
        return None;
    }
    let section = reader.object(at, &["jwt", "body-token", "header", "hmac-sha256"])?;
    let [entry] = section.entries() else {
        let message = format!(
            "`verify` names one scheme, this one names {}",
            section.entries().len()
        );
        reader.complain(&code::CONFIG, message, at, SCHEMES);
        return None;
    };
    match &*entry.key {
        "jwt" => reader.choice(section, "jwt", &[("HS256", Scheme::Jwt)]),
        "body-token" => body_token(reader, entry.value),
        "header" => {
            let (name, at) = reader.text(section, "header")?;
            header(reader, name, at).map(|name| Scheme::Header { name })
        }
        "hmac-sha256" => hmac(reader, section, entry.value),
        // It has been complained of.
        _ => None,
    }
}

fn body_token(reader: &mut Reader<'_>, at: NodeId) -> Option<Scheme> {
    let Member { path, at } = member(reader, at)?;
    let [member] = path.as_slice() else {
        let help = "write `/` and the member's name, as in `body-token: /token`";
        let message = "the token is a member at the top of the body";
        reader.complain(&code::CONFIG, message, at, help);
        return None;
    };
    Some(Scheme::BodyToken {
        member: member.clone(),
    })
}

fn hmac(reader: &mut Reader<'_>, section: &Mapping, at: NodeId) -> Option<Scheme> {
    let section = reader.section(section, "hmac-sha256", &["header", "encoding", "prefix"])?;
    let name = reader.text(section, "header");
    let encodings = [("hex", Encoding::Hex), ("base64", Encoding::Base64)];
    let encoding = match section.get("encoding") {
        Some(_) => reader.choice(section, "encoding", &encodings)?,
        None => Encoding::Hex,
    };
    let prefix = reader.text(section, "prefix").map(|(text, _)| text);
    let Some((name, at)) = name else {
        let help = "say in `header:` which header holds the signature";
        reader.complain(&code::CONFIG, "no header is named", at, help);
        return None;
    };
    Some(Scheme::Hmac {
        header: header(reader, name, at)?,
        encoding,
        prefix: prefix.unwrap_or_default(),
    })
}

/// The name of a header (RFC 9110, section 5.6.2).
fn header(reader: &mut Reader<'_>, name: String, at: NodeId) -> Option<String> {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if !name.is_empty() && name.bytes().all(token) {
        return Some(name);
    }
    let message = format!("`{}` cannot be the name of a header", name.escape_debug());
    let help = "write a name such as `x-signature`";
    reader.complain(&code::CONFIG, message, at, help);
    None
}

fn key(reader: &mut Reader<'_>, item: NodeId) -> Option<Key> {
    if reader.is_scalar(item) {
        let text = reader.scalar("dedupe", item)?;
        if text == "body" {
            return Some(Key::Body);
        }
        let message = format!("`{}` is no key", text.escape_debug());
        let help = "write the members that make it up, as in `- [/event, /data/id]`, or `- body`";
        reader.complain(&code::CONFIG, message, item, help);
        return None;
    }
    let items = reader.sequence("a key", item)?;
    if items.is_empty() {
        let help = "name the members whose values make up the key, or write `- body`";
        reader.complain(&code::CONFIG, "a key without members", item, help);
        return None;
    }
    let members: Vec<Member> = items
        .iter()
        .filter_map(|item| member(reader, *item))
        .collect();
    (members.len() == items.len()).then_some(Key::Members(members))
}

fn time(reader: &mut Reader<'_>, item: NodeId) -> Option<(Member, Unit)> {
    let section = reader.object(item, &["at", "unit"])?;
    let at = section.get("at").map(|entry| entry.value);
    let unit = section.get("unit").map(|_| ());
    let (Some(at), Some(())) = (at, unit) else {
        let help = "write `at:`, a pointer to the member, and `unit:`, one of `s`, `ms` and `iso`";
        reader.complain(&code::CONFIG, "a time needs a place and a unit", item, help);
        return None;
    };
    let member = member(reader, at);
    let unit = reader.choice(section, "unit", &UNITS);
    member.zip(unit)
}

fn member(reader: &mut Reader<'_>, at: NodeId) -> Option<Member> {
    let text = reader.scalar("a member", at)?;
    let reason = match pointer::parse(&text) {
        Ok(path) if !path.is_empty() => return Some(Member { path, at }),
        Ok(_) => "it is the whole body",
        Err(reason) => reason,
    };
    let message = format!(
        "`{}` is no pointer to a member of the body: {reason}",
        text.escape_debug()
    );
    let help = "write `/` and the member's name, as in `/data/id`";
    reader.complain(&code::CONFIG, message, at, help);
    None
}
