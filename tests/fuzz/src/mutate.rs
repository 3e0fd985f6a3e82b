//! Changes inputs as what they are: JSON, whose values, members and references are moved, copied,
//! renamed and wrapped. Bytes changed at random seldom are a document that goes deep.

use fastrand::Rng;

use crate::files::DOCUMENT;
use crate::json::{Json, quoted};

/// Knows words to put in.
#[derive(Debug)]
pub struct Mutator {
    words: Vec<String>,
}

/// Values that are at an edge of something.
const VALUES: [&str; 24] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-1",
    "1.0",
    "1.50",
    "1e3",
    "1e400",
    "255",
    "256",
    "2147483648",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551616",
    "0.1e-7",
    r#""""#,
    r#""a\u0000\u202e""#,
    r#""\ud83d\ude00 \u00e9""#,
    "[]",
    "{}",
    r#"{"":[null]}"#,
];

impl Mutator {
    /// A mutator that knows words: a line each, as a JSON string if it begins with a quote. Lines
    /// that begin with `# ` are comments.
    pub fn new(words: &str) -> Self {
        let lines = words.lines().filter(|line| !line.starts_with("# "));
        let word = |line: &str| serde_json::from_str(line).unwrap_or_else(|_| line.to_owned());
        Self {
            words: lines.map(word).collect(),
        }
    }

    /// Changes an input; `None` where the engine should do it, byte by byte. The same seed changes
    /// it in the same way.
    pub fn mutate(&self, data: &[u8], most: usize, seed: u32) -> Option<Vec<u8>> {
        let mut rng = Rng::with_seed(seed.into());
        let mutated = match rng.u8(0..8) {
            0 | 1 => return None,
            2 => self.with_word(data, &mut rng),
            _ => self.edited(data, &mut rng)?,
        };
        (mutated.len() <= most).then_some(mutated)
    }

    /// With a word somewhere.
    fn with_word(&self, data: &[u8], rng: &mut Rng) -> Vec<u8> {
        let (before, behind) = data.split_at(rng.usize(..=data.len()));
        // In place of something, or before it.
        let gone = rng.usize(..=behind.len().min(8)) * usize::from(rng.bool());
        [before, self.word(rng).as_bytes(), &behind[gone..]].concat()
    }

    /// The same JSON, changed in some places. Of a request, the body is JSON.
    fn edited(&self, data: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
        let text = std::str::from_utf8(data).ok()?;
        let body = text.find("\n\n").map_or(0, |end| end + 2);
        let (before, mut json) = match Json::read(text) {
            Some(json) => ("", json),
            None => (text.get(..body)?, Json::read(text.get(body..)?)?),
        };
        for _ in 0..rng.usize(1..=4) {
            self.edit(&mut json, rng);
        }
        Some(format!("{before}{json}").into_bytes())
    }

    fn edit(&self, json: &mut Json, rng: &mut Rng) {
        let other = match rng.u8(0..8) {
            0..=3 => pick(json, rng).clone(),
            4 => reference(json, rng),
            _ => self.value(rng),
        };
        let names = names(json);
        let mut name = || match rng.choice(&names) {
            Some(name) if rng.bool() => name.clone(),
            _ => self.word(rng),
        };
        let name = name();
        let node = pick_mut(json, rng);
        match (rng.u8(0..10), node) {
            (0, node) => *node = other,
            (1, node) => {
                let inner = std::mem::replace(node, Json::Scalar(String::new()));
                *node = wrapped(inner, other, name, rng);
            }
            (2 | 3, Json::Array(items)) if !items.is_empty() => {
                items.remove(rng.usize(..items.len()));
            }
            (2 | 3, Json::Object(members)) if !members.is_empty() => {
                members.remove(rng.usize(..members.len()));
            }
            (4 | 5, Json::Object(members)) if !members.is_empty() => {
                let at = rng.usize(..members.len());
                members[at].0 = name;
            }
            (6, Json::Object(members)) => rng.shuffle(members),
            (6, Json::Array(items)) => rng.shuffle(items),
            (_, Json::Array(items)) => items.insert(rng.usize(..=items.len()), other),
            (_, Json::Object(members)) => {
                members.insert(rng.usize(..=members.len()), (name, other));
            }
            (_, Json::Scalar(text)) => *text = self.scalar(text, rng),
        }
    }

    /// A word: any that the dictionary has.
    fn word(&self, rng: &mut Rng) -> String {
        rng.choice(&self.words).cloned().unwrap_or_default()
    }

    fn value(&self, rng: &mut Rng) -> Json {
        let value = match rng.choice(VALUES) {
            Some(value) if rng.bool() => value.to_owned(),
            _ => quoted(&self.word(rng)),
        };
        Json::read(&value).expect("a value is JSON")
    }

    /// A scalar that is not far from another.
    fn scalar(&self, text: &str, rng: &mut Rng) -> String {
        match (text.parse::<i64>(), serde_json::from_str::<String>(text)) {
            (Ok(number), _) if rng.bool() => number.wrapping_add(rng.i64(-2..=2)).to_string(),
            (_, Ok(string)) if rng.bool() => {
                let at = string.char_indices().map(|(at, _)| at);
                let at = rng.choice(at.collect::<Vec<_>>()).unwrap_or_default();
                let (before, behind) = string.split_at(at);
                let odd = ["", "/", "~1", "#", " ", "-", "_", "\"", "\n", "é", "A", "0"];
                let odd = rng.choice(odd).unwrap_or_default();
                quoted(&format!("{before}{odd}{behind}"))
            }
            _ => self.value(rng).to_string(),
        }
    }
}

/// A value in or around which another stands.
fn wrapped(inner: Json, other: Json, name: String, rng: &mut Rng) -> Json {
    let object = |name: &str, value| Json::Object(vec![(name.to_owned(), value)]);
    match rng.u8(0..7) {
        0 => object("allOf", Json::Array(vec![inner, other])),
        1 => object("oneOf", Json::Array(vec![inner, other])),
        2 => object("properties", Json::Object(vec![(name, inner)])),
        3 => object("items", inner),
        4 => Json::Array(vec![inner]),
        5 => Json::Array(vec![other, inner]),
        _ => Json::Object(vec![(name, inner)]),
    }
}

/// A reference to a value of the document.
fn reference(json: &Json, rng: &mut Rng) -> Json {
    let mut at = json;
    let mut pointer = String::from("#");
    for level in 0..rng.usize(1..8) {
        let step = match at {
            Json::Object(members) => rng.choice(members).map(|(name, value)| {
                let step = name.replace('~', "~0").replace('/', "~1");
                (step, value)
            }),
            Json::Array(items) => rng
                .choice(items.iter().enumerate())
                .map(|(index, value)| (index.to_string(), value)),
            Json::Scalar(_) => None,
        };
        let Some((step, value)) = step else {
            break;
        };
        // Of several files, the first step is the file.
        if !(level == 0 && step == DOCUMENT) {
            pointer.push('/');
            pointer.push_str(&step);
        }
        at = value;
    }
    Json::Object(vec![("$ref".to_owned(), Json::Scalar(quoted(&pointer)))])
}

fn count(json: &Json) -> usize {
    1 + match json {
        Json::Scalar(_) => 0,
        Json::Array(items) => items.iter().map(count).sum(),
        Json::Object(members) => members.iter().map(|(_, value)| count(value)).sum(),
    }
}

/// Any value, those deep inside as often as those outside.
fn pick<'j>(json: &'j Json, rng: &mut Rng) -> &'j Json {
    let mut all = vec![json];
    let mut next = 0;
    while let Some(json) = all.get(next).copied() {
        match json {
            Json::Scalar(_) => {}
            Json::Array(items) => all.extend(items),
            Json::Object(members) => all.extend(members.iter().map(|(_, value)| value)),
        }
        next += 1;
    }
    rng.choice(all).unwrap_or(json)
}

/// As `pick`, to be changed.
fn pick_mut<'j>(json: &'j mut Json, rng: &mut Rng) -> &'j mut Json {
    let mut index = rng.usize(..count(json));
    let mut at = json;
    while index > 0 {
        index -= 1;
        let children: Vec<&mut Json> = match at {
            Json::Scalar(_) => unreachable!("a scalar holds no other value"),
            Json::Array(items) => items.iter_mut().collect(),
            Json::Object(members) => members.iter_mut().map(|(_, value)| value).collect(),
        };
        let mut found = None;
        for child in children {
            let size = count(child);
            if index < size {
                found = Some(child);
                break;
            }
            index -= size;
        }
        at = found.expect("the values were counted");
    }
    at
}

/// The names of all members.
fn names(json: &Json) -> Vec<String> {
    let mut names = Vec::new();
    let mut pending = vec![json];
    while let Some(json) = pending.pop() {
        match json {
            Json::Scalar(_) => {}
            Json::Array(items) => pending.extend(items),
            Json::Object(members) => {
                names.extend(members.iter().map(|(name, _)| name.clone()));
                pending.extend(members.iter().map(|(_, value)| value));
            }
        }
    }
    names
}

#[test]
fn inputs_stay_what_they_are() {
    let mutator = Mutator::new("# Words\nallOf\n\"a\\nb\"\n#/a\n");
    assert_eq!(mutator.words, ["allOf", "a\nb", "#/a"]);
    let (json, request) = (r#"{"a":[1,{"b":"c"}],"d":null}"#, "x: y\n\n{\"a\":1}");
    let mut changed = 0;
    for seed in 0..2_000 {
        for (input, before) in [(json, ""), (request, "x: y\n\n")] {
            let mut rng = Rng::with_seed(seed);
            let edited = mutator.edited(input.as_bytes(), &mut rng).unwrap();
            let edited = String::from_utf8(edited).unwrap();
            let body = edited.strip_prefix(before).unwrap();
            assert!(Json::read(body).is_some(), "{edited}");
            changed += usize::from(edited != input);
        }
    }
    assert!(changed > 3_600, "{changed} were changed");
    assert_eq!(
        mutator.mutate(json.as_bytes(), 4096, 7),
        mutator.mutate(json.as_bytes(), 4096, 7)
    );
    assert_eq!(mutator.edited(b"a: 1", &mut Rng::with_seed(1)), None);
    for seed in 0..200 {
        let mutated = mutator.mutate(json.as_bytes(), 20, seed);
        assert!(mutated.is_none_or(|mutated| mutated.len() <= 20));
    }
}
