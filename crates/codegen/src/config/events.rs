//! `events:`: how events are told apart, as it is written. Whether the document has what is named
//! here is found out when events are lowered.

use asyncapi_parser::model::{Literal, Number};
use asyncapi_parser::pointer;
use asyncapi_parser::tree::{Mapping, NodeId, ScalarKind, Value};

use super::reader::Reader;
use crate::code;
use crate::ir::Kind;

/// How events are told apart. The caller's word goes before that of the tag, and the tag before
/// the rules.
#[derive(Clone, Debug, PartialEq)]
pub struct Events {
    /// Whether the receiver can know the channel.
    pub told_by_channel: bool,
    /// The member of the body that names the event.
    pub tag: Option<Tag>,
    /// What decides where no member does, in order.
    pub rules: Vec<Rule>,
    /// Whether a body may be an array of events.
    pub batch: bool,
    /// The place of the section.
    pub at: NodeId,
}

/// A member of the body that names the event.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The names that lead to it, at least one.
    pub path: Vec<String>,
    /// What it holds.
    pub value: TagValue,
    /// Its place.
    pub at: NodeId,
}

/// What the member that tells events apart holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagValue {
    /// `name` of the message; its key where it has none.
    MessageName,
    /// The key of the channel.
    ChannelKey,
    /// The key of the message in its channel.
    MessageKey,
    /// What this table says: text and event.
    Table(Vec<(String, EventRef)>),
}

/// A rule: an event, or several that cannot be told apart, where conditions hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// What must hold, at least one; each for another member.
    pub when: Vec<Condition>,
    /// The events, at least one.
    pub events: Vec<EventRef>,
    /// Its place.
    pub at: NodeId,
}

/// What is said of a member.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// The names that lead to it, at least one.
    pub path: Vec<String>,
    /// What it is to be.
    pub test: Test,
    /// Its place.
    pub at: NodeId,
}

/// What a member is to be.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// There.
    Present,
    /// Not there.
    Absent,
    /// Of a kind.
    Kind(Kind),
    /// One of some texts, numbers, booleans or `null`.
    Is(Vec<Literal>),
}

/// An event, by the name or key of its message, the key of its channel, or a JSON pointer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventRef {
    /// The text.
    pub text: String,
    /// Its place.
    pub at: NodeId,
}

const VALUES: [(&str, TagValue); 3] = [
    ("message-name", TagValue::MessageName),
    ("channel-key", TagValue::ChannelKey),
    ("message-key", TagValue::MessageKey),
];

const TESTS: [(&str, Test); 8] = [
    ("present", Test::Present),
    ("absent", Test::Absent),
    ("string", Test::Kind(Kind::String)),
    ("number", Test::Kind(Kind::Number)),
    ("boolean", Test::Kind(Kind::Boolean)),
    ("array", Test::Kind(Kind::Array)),
    ("object", Test::Kind(Kind::Object)),
    ("null", Test::Kind(Kind::Null)),
];

/// Reads the section, if it is there.
pub(super) fn events(reader: &mut Reader<'_>, root: &Mapping) -> Option<Events> {
    let keys = ["told-by", "tag", "value", "rules", "batch"];
    let section = reader.section(root, "events", &keys)?;
    let at = root.get("events")?.value;
    let told_by_channel = reader
        .choice(section, "told-by", &[("channel", true)])
        .unwrap_or_default();
    let tag = tag(reader, section);
    let items = reader.items(section, "rules");
    let rules: Vec<Rule> = items
        .into_iter()
        .filter_map(|item| rule(reader, item))
        .collect();
    let batch = reader
        .choice(section, "batch", &[("true", true), ("false", false)])
        .unwrap_or_default();
    if !["told-by", "tag", "value", "rules"]
        .map(|key| section.get(key).is_some())
        .contains(&true)
    {
        let help = "write `tag:` with `value:`, `rules:`, or `told-by: channel`";
        let message = "`events` does not say how events are told apart";
        reader.complain(&code::CONFIG, message, at, help);
        return None;
    }
    Some(Events {
        told_by_channel,
        tag,
        rules,
        batch,
        at,
    })
}

fn tag(reader: &mut Reader<'_>, section: &Mapping) -> Option<Tag> {
    let known = ["tag", "value"].map(|key| section.get(key));
    let (tag, value) = match known {
        [Some(tag), Some(value)] => (tag, value),
        [Some(half), None] | [None, Some(half)] => {
            let message = "`tag` and `value` belong together";
            let help = "say in `tag:` which member names the event, as in `/event`, and in `value:` what it holds, as in `message-name`";
            reader.complain(&code::CONFIG, message, half.value, help);
            return None;
        }
        [None, None] => return None,
    };
    let (text, at) = reader.text(section, "tag")?;
    let path = pointer::parse(&text).unwrap_or_default();
    if path.is_empty() {
        let message = format!(
            "`{}` is no pointer to a member of the body",
            text.escape_debug()
        );
        let help = "write `/` before each name, as in `tag: /event` or `tag: /meta/type`";
        reader.complain(&code::CONFIG, message, tag.value, help);
    }
    let value = if reader.is_mapping(value.value) {
        let entries = reader.texts(section, "value");
        let entries = entries.into_iter();
        TagValue::Table(
            entries
                .map(|(name, text, at)| (name, EventRef { text, at }))
                .collect(),
        )
    } else {
        reader.choice(section, "value", &VALUES)?
    };
    (!path.is_empty()).then_some(Tag { path, value, at })
}

fn rule(reader: &mut Reader<'_>, item: NodeId) -> Option<Rule> {
    let section = reader.object(item, &["when", "keys", "event", "ambiguous"])?;
    let before = reader.problems.len();
    let mut when: Vec<Condition> = Vec::new();
    for at in reader.items(section, "keys") {
        let name = reader.scalar("keys", at);
        when.extend(name.and_then(|name| condition(reader, &name, Test::Present, at)));
    }
    for (name, at) in reader.entries(section, "when") {
        let test = test(reader, &name, at);
        when.extend(test.and_then(|test| condition(reader, &name, test, at)));
    }
    for (index, one) in when.iter().enumerate() {
        if when.iter().take(index).any(|other| other.path == one.path) {
            let message = "the rule names this member twice";
            reader.complain(&code::CONFIG_RULE, message, one.at, "leave one of them out");
        }
    }
    if when.is_empty() && reader.problems.len() == before {
        let help = "name members in `keys:` that must be there, or say more of them in `when:`";
        reader.complain(&code::CONFIG_RULE, "a rule without conditions", item, help);
    }
    let [event, ambiguous] = ["event", "ambiguous"].map(|key| section.get(key));
    let events: Vec<EventRef> = match (event, ambiguous) {
        (Some(_), None) => {
            let event = reader.text(section, "event");
            event
                .map(|(text, at)| EventRef { text, at })
                .into_iter()
                .collect()
        }
        (None, Some(ambiguous)) => {
            let at = ambiguous.value;
            let items = reader.items(section, "ambiguous");
            let text = |at| {
                Some(EventRef {
                    text: reader.scalar("ambiguous", at)?,
                    at,
                })
            };
            let events: Vec<EventRef> = items.into_iter().filter_map(text).collect();
            if events.len() < 2 {
                let message = "what is ambiguous is at least two events";
                let help = "list the events, or name the one in `event:`";
                reader.complain(&code::CONFIG_RULE, message, at, help);
            }
            events
        }
        (Some(_), Some(_)) | (None, None) => {
            let message = "a rule says either `event` or `ambiguous`";
            let help =
                "name the event in `event:`, or those that cannot be told apart in `ambiguous:`";
            reader.complain(&code::CONFIG_RULE, message, item, help);
            return None;
        }
    };
    (!when.is_empty() && !events.is_empty()).then_some(Rule {
        when,
        events,
        at: item,
    })
}

/// A member by its name, if that stands at the top of the body, or by a pointer.
fn condition(reader: &mut Reader<'_>, name: &str, test: Test, at: NodeId) -> Option<Condition> {
    let path = if name.starts_with('/') {
        pointer::parse(name)
    } else {
        Ok(vec![name.to_owned()])
    };
    match path {
        Ok(path) => Some(Condition { path, test, at }),
        Err(reason) => {
            let message = format!("`{}` is no JSON pointer: {reason}", name.escape_debug());
            let help = "write the name of a member, or a pointer as in `/meta/type`";
            reader.complain(&code::CONFIG_RULE, message, at, help);
            None
        }
    }
}

fn test(reader: &mut Reader<'_>, name: &str, at: NodeId) -> Option<Test> {
    let help = "write `present`, `absent`, a kind such as `array`, or values in brackets, as in `[Created, Updated]`";
    let document = reader.document;
    let constants = match &document.node(at).value {
        Value::Scalar(scalar) => {
            let test = TESTS.iter().find(|(word, _)| *word == &*scalar.text);
            if test.is_none() {
                let message = format!("`{}` is no condition", scalar.text.escape_debug());
                reader.complain(&code::CONFIG_RULE, message, at, help);
            }
            return test.map(|(_, test)| test.clone());
        }
        Value::Sequence(items) if !items.is_empty() => items
            .iter()
            .map(|item| literal(&document.node(*item).value)),
        Value::Sequence(_) | Value::Mapping(_) => {
            let message = format!("this says nothing of `{}`", name.escape_debug());
            reader.complain(&code::CONFIG_RULE, message, at, help);
            return None;
        }
    };
    let constants: Option<Vec<Literal>> = constants.collect();
    if constants.is_none() {
        let message = format!(
            "`{}` is compared with texts, numbers, booleans and `null` only",
            name.escape_debug()
        );
        reader.complain(&code::CONFIG_RULE, message, at, help);
    }
    constants.map(Test::Is)
}

fn literal(value: &Value) -> Option<Literal> {
    let Value::Scalar(scalar) = value else {
        return None;
    };
    match scalar.kind {
        ScalarKind::Null => Some(Literal::Null),
        ScalarKind::Boolean => scalar.boolean().map(Literal::Boolean),
        ScalarKind::Integer | ScalarKind::Float => {
            let text: serde_json::Value = serde_json::from_str(&scalar.text).ok()?;
            text.is_number()
                .then(|| Literal::Number(Number(scalar.text.to_string())))
        }
        ScalarKind::String => Some(Literal::String(scalar.text.to_string())),
    }
}
